using FrequencyML.Fuzzing.Campaigns;
using FrequencyML.Fuzzing.Mutation;
using FrequencyML.Fuzzing.Targets;
using NUnit.Framework;

namespace FrequencyML.Fuzzing.Tests;

public sealed class CampaignTests
{
    private static readonly CampaignOptions Short = new() { Threads = 2, TimeLimit = TimeSpan.FromMilliseconds(40), GiveUp = TimeSpan.FromMilliseconds(400) };
    private static readonly List<byte[]> Leak = [];

    [Test]
    public void Run_TargetWithABug_FindsAndMinimizesIt()
    {
        var target = Planted(input => input.Contains((byte)0xA5) ? input[input.Length] == 0 : true);
        var result = new Campaign(target, new()).Run(20_000);
        Assert.That(result.Inputs, Is.EqualTo(20_000));
        Assert.That(result.Findings, Has.Count.EqualTo(1));
        Assert.That(result.Findings[0].Kind, Does.StartWith("IndexOutOfRangeException in "));
        Assert.That(result.Findings[0].Input, Is.EqualTo(new byte[] { 0xA5 }));
        Assert.That(new Mutator(target).Create(1, result.Findings[0].Index), Does.Contain((byte)0xA5), "made again from its number");
    }

    [Test]
    public void Run_DocumentedException_IsARejectedInput()
    {
        var target = Planted(input => input[0] == 'a' ? true : throw new InvalidDataException()) with { Documented = [typeof(InvalidDataException), typeof(IndexOutOfRangeException)] };
        var result = new Campaign(target, new()).Run(1000);
        Assert.That(result.Findings, Is.Empty);
        Assert.That(result.Accepted, Is.InRange(100, 990));
    }

    [Test]
    public void Run_InputThatDoesNotComeBack_IsAHangAndTheOthersAreTried()
    {
        var target = Planted(input =>
        {
            if (input.Contains((byte)0xA5)) Thread.Sleep(Timeout.Infinite);
            return true;
        });
        var result = new Campaign(target, Short).Run(500);
        Assert.That(result.Findings, Has.Count.EqualTo(1));
        Assert.That(result.Findings[0].Kind, Is.EqualTo("hang"));
        Assert.That(result.Findings[0].Input, Does.Contain((byte)0xA5));
        Assert.That(result.Inputs, Is.EqualTo(500));
    }

    [Test]
    public void Run_InputThatIsSlowEachTime_IsAHang()
    {
        var target = Planted(input =>
        {
            if (input.Contains((byte)0xA5)) Thread.Sleep(100);
            return true;
        });
        Assert.That(new Campaign(target, Short).Run(500).Findings.Select(finding => finding.Kind), Is.EqualTo(new[] { "hang" }));
    }

    [Test]
    public void Run_InputThatTakesMuchMemory_IsAFinding()
    {
        var target = Planted(input => new byte[input.Contains((byte)0xA5) ? 1 << 20 : 1].Length > 0);
        var result = new Campaign(target, new() { AllocationLimit = 1 << 19 }).Run(2000);
        Assert.That(result.Findings.Select(finding => finding.Kind), Is.EqualTo(new[] { "allocation" }));
    }

    [Test]
    public void Run_TargetThatKeepsSomethingOfEachInput_IsGrowth()
    {
        var target = Planted(input =>
        {
            lock (Leak) Leak.Add(new byte[10_000]);
            return true;
        });
        try
        {
            var result = new Campaign(target, new()).Run(2000);
            Assert.That(result.Findings.Select(finding => finding.Kind), Is.EqualTo(new[] { "growth" }));
            Assert.That(result.HeapGrowth, Is.EqualTo(15_000_000).Within(1_000_000));
        }
        finally
        {
            Leak.Clear();
        }
    }

    [Test]
    public void Find_GroupAndName_GiveTheirTargets()
    {
        Assert.That(TargetTable.Find("rows").Select(target => target.Name), Is.EqualTo(new[] { "rows-csv", "rows-ndjson", "rows-parquet" }));
        Assert.That(TargetTable.Find("jpeg").Select(target => target.Name), Is.EqualTo(new[] { "jpeg", "jpeg-lenient" }));
        Assert.That(TargetTable.Get("jpeg").Name, Is.EqualTo("jpeg"));
        Assert.That(() => TargetTable.Get("rows"), Throws.ArgumentException.With.Message.Contains("rows-csv"));
    }

    private static Target Planted(Func<byte[], bool> read) => new("planted", 1, () => read) { Seeds = ["abcdefghijklmnop"u8.ToArray()] };
}
