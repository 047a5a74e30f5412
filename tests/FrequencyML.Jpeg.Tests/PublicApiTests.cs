using FrequencyML.Tests.Shared;
using NUnit.Framework;

namespace FrequencyML.Jpeg.Tests;

public sealed class PublicApiTests
{
    [Test]
    public void Assembly_PublicMembers_EqualSnapshot() => PublicApi.AssertUnchanged(typeof(CoefficientImage).Assembly);
}
