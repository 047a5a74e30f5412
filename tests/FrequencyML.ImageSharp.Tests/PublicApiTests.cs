using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.ImageSharp.Tests;

public sealed class PublicApiTests
{
    [Test]
    public void Assembly_PublicMembers_EqualSnapshot() => PublicApi.AssertUnchanged(typeof(ImageSharpDecoder).Assembly);
}
