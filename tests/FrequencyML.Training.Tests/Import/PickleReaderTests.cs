using System.Globalization;
using System.Numerics;
using System.Text;
using FrequencyML.Training.Import;
using NUnit.Framework;

namespace FrequencyML.Training.Tests.Import;

public sealed class PickleReaderTests
{
    [Test]
    public void Read_PickleOfPython3_HasItsValues()
    {
        // Python 3.11: o = OrderedDict([('a', [1, 255, 65535, -5, 10**12, -10**12, 2**70, 2.5, None, True, False]),
        // ('t', ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4))), ('ü', {3: 'x'})]); o['same'] = o['a']; pickle.dumps(o, 2)
        var pickle = Convert.FromBase64String(
            "gAJjY29sbGVjdGlvbnMKT3JkZXJlZERpY3QKcQApUnEBKFgBAAAAYXECXXEDKEsBS/9N//9K+////4oGABCl1OgAigYA8ForF/+KCQAAAAAAAAAAQEdABAAAAAAAAE6IiWVY" +
            "AQAAAHRxBCgpSwGFcQVLAUsChnEGSwFLAksDh3EHKEsBSwJLA0sEdHEIdHEJWAIAAADDvHEKfXELSwNYAQAAAHhxDHNYBAAAAHNhbWVxDWgDdS4=");
        var dictionary = (PickleDictionary)Read(pickle)!;
        Assert.That(dictionary.Items.Keys, Is.EqualTo(new[] { "a", "t", "ü", "same" }));
        Assert.That(dictionary.Find("a"), Is.EqualTo(new object?[] { 1L, 255L, 65535L, -5L, 1000000000000L, -1000000000000L, BigInteger.Pow(2, 70), 2.5, null, true, false }));
        Assert.That(dictionary.Find("same"), Is.SameAs(dictionary.Find("a")));
        var tuples = ((PickleTuple)dictionary.Find("t")!).Items.Select(item => ((PickleTuple)item!).Items);
        Assert.That(tuples, Is.EqualTo(new object[][] { [], [1L], [1L, 2L], [1L, 2L, 3L], [1L, 2L, 3L, 4L] }));
        Assert.That(((PickleDictionary)dictionary.Find("ü")!).Items[3L], Is.EqualTo("x"));
    }

    [Test]
    public void Read_PickleOfPython2_HasItsValues()
    {
        // An OrderedDict of Python 2 is called with a list of pairs; its texts are strings of bytes.
        var dictionary = (PickleDictionary)Read("<80 02>ccollections\nOrderedDict\n]](U<01>aK<01>ea<85>R.")!;
        Assert.That(dictionary.Find("a"), Is.EqualTo(1));
    }

    [TestCase("os.system", 2, "<80 02>cos\nsystem\nX<05 00 00 00>touch<85>R.")]
    [TestCase("posix.system", 2, "<80 02>cposix\nsystem\n(X<02 00 00 00>lstR.")]
    [TestCase("__builtin__.eval", 3, "<80 02>}c__builtin__\neval\n.")]
    [TestCase("torch.nn.parallel.data_parallel.DataParallel", 2, "<80 02>ctorch.nn.parallel.data_parallel\nDataParallel\n)<81>.")]
    [TestCase("torch.FloatStorage", 23, "<80 02>ctorch\nFloatStorage\n)R.")]
    [TestCase("NEWOBJ", 28, "<80 02>ccollections\nOrderedDict\n)<81>.")]
    [TestCase("INST", 3, "<80 02>(ios\nsystem\n.")]
    [TestCase("OBJ", 3, "<80 02>(o.")]
    [TestCase("STACK_GLOBAL", 2, "<80 02 93>.")]
    [TestCase("stored as 4294967295", 1, "Nr<FF FF FF FF>.")]
    [TestCase("EXT1", 2, "<80 02 82 01>.")]
    [TestCase("PERSID", 2, "<80 02>Pid\n.")]
    [TestCase("protocol 4", 0, "<80 04>.")]
    [TestCase("a tuple", 5, "<80 02>})Ns.")]
    public void Read_WhatTensorsDoNotNeed_IsRefusedByNameAndPosition(string mentions, int position, string pickle) =>
        Assert.That(() => Read(pickle), Throws.TypeOf<NotSupportedException>().With.Message.Contains(mentions).And.Message.EndsWith($", at byte {position}."));

    [TestCase("")]
    [TestCase("<80>")]
    [TestCase("<80 02>")]
    [TestCase(".")]
    [TestCase("<00>.")]
    [TestCase("K")]
    [TestCase("(.")]
    [TestCase("K<01>(<85>.")]
    [TestCase("t.")]
    [TestCase("u.")]
    [TestCase("h<01>.")]
    [TestCase("j<FF FF FF FF>.")]
    [TestCase("X<FF FF FF FF>abc.")]
    [TestCase("X<01 00 00 00 FF>.")]
    [TestCase("T<FF FF FF FF>abc.")]
    [TestCase("<8B FF FF FF 7F>.")]
    [TestCase("<8B FF FF FF FF>.")]
    [TestCase("NNs.")]
    [TestCase("NNNs.")]
    [TestCase("}(K<01>u.")]
    [TestCase("K<01>K<02>a.")]
    [TestCase("K<01>)R.")]
    [TestCase("ccollections\nOrderedDict\nNR.")]
    [TestCase("ccollections\nOrderedDict\nK<01 85>R.")]
    [TestCase("ccollections\nOrderedDict\n]K<01>a<85>R.")]
    [TestCase("ctorch._utils\n_rebuild_tensor_v2\n)R.")]
    [TestCase("ctorch._utils\n_rebuild_parameter\n)R.")]
    [TestCase("ctorch\nSize\n)R.")]
    [TestCase("ccollections\nOrderedDict")]
    [TestCase("ccollections\nOrdered<FF>Dict\n.")]
    [TestCase("K<01>N<62>.")]
    [TestCase("NQ.")]
    public void Read_DamagedPickle_Throws(string pickle) => Assert.That(() => Read(pickle), Throws.TypeOf<InvalidDataException>());

    [Test]
    public void Read_MoreOperationsThanAnyCheckpointHas_IsRefusedBeforeTheyTakeMemory() =>
        Assert.That(() => Read(new string('}', PickleReader.MaxOperations + 1) + "."), Throws.TypeOf<NotSupportedException>().With.Message.Contains("operations"));

    [Test]
    public void Read_ListThatManyDictionariesAreMadeOf_CountsEachCopy()
    {
        // 60,000 pairs in one list, of which 60,000 dictionaries are made: 300 kB of file for 3.6 billion items.
        var pickle = "](" + string.Concat(Enumerable.Repeat("K<01>K<01 86>", 60000)) + "eq<00>" +
            string.Concat(Enumerable.Repeat("ccollections\nOrderedDict\nh<00 85>R", 60000)) + ".";
        Assert.That(() => Read(pickle), Throws.TypeOf<NotSupportedException>().With.Message.Contains("operations"));
    }

    [Test]
    public void Read_DeepNesting_NeedsNoStack() => Assert.That(Read("N" + string.Concat(Enumerable.Repeat("<85>", 1000000)) + "."), Is.TypeOf<PickleTuple>());

    [Test]
    public void Read_ListThatContainsItself_Ends() => Assert.That(Read("]q<00>h<00>a."), Is.TypeOf<List<object?>>().With.Count.EqualTo(1));

    [Test]
    public void Read_KeysThatShareAHash_TakeNoQuadraticTime()
    {
        // (n << 32) | n hashes to 0 in .NET; one bucket of 200,000 keys would need minutes.
        var pickle = new StringBuilder("}(");
        for (var n = 1; n <= 200000; n++)
        {
            pickle.Append("<8A 08 ");
            foreach (var value in BitConverter.GetBytes(((long)n << 32) | (uint)n)) pickle.Append(CultureInfo.InvariantCulture, $"{value:X2} ");
            pickle.Append(">N");
        }
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.That(((PickleDictionary)Read(pickle.Append("u.").ToString())!).Items, Has.Count.EqualTo(200000));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public void Read_RandomOperations_ThrowOnlyWhatIsDocumented()
    {
        var random = new Random(7);
        const string opcodes = "N\u0088\u0089JKM\u008A\u008BGXUT()\u0085\u0086\u0087t]ae}suqrhjRbQ";
        string[] names = ["ccollections\nOrderedDict\n", "ctorch._utils\n_rebuild_tensor_v2\n", "ctorch\nFloatStorage\n", "X<07 00 00 00>storage"];
        for (var round = 0; round < 20000; round++)
        {
            var pickle = new StringBuilder();
            for (var i = random.Next(40); i >= 0; i--)
            {
                if (random.Next(8) == 0) pickle.Append(names[random.Next(names.Length)]);
                else pickle.Append(CultureInfo.InvariantCulture, $"<{(int)opcodes[random.Next(opcodes.Length)]:X2}>");
                if (random.Next(3) == 0) pickle.Append(CultureInfo.InvariantCulture, $"<0{random.Next(4)}>");
            }
            try
            {
                Read(pickle.Append('.').ToString());
            }
            catch (Exception error) when (error is InvalidDataException or NotSupportedException)
            {
                // Documented.
            }
        }
    }

    /// <summary>Reads a pickle of characters and, in angle brackets, of hexadecimal bytes.</summary>
    private static object? Read(string pickle)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < pickle.Length; i++)
        {
            if (pickle[i] != '<')
            {
                bytes.Add((byte)pickle[i]);
                continue;
            }
            var end = pickle.IndexOf('>', i);
            bytes.AddRange(Convert.FromHexString(pickle[(i + 1)..end].Replace(" ", "")));
            i = end;
        }
        return Read([.. bytes]);
    }

    private static object? Read(byte[] pickle) => new PickleReader(new PickleInput(pickle), new StorageTable().Load).Read();
}
