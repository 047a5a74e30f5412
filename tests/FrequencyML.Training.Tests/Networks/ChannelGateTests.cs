using FrequencyML.Training.Networks;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace FrequencyML.Training.Tests.Networks;

public sealed class ChannelGateTests
{
    private const int Channels = 6;
    private DisposeScope scope = null!;

    [SetUp]
    public void SetUp()
    {
        scope = NewDisposeScope();
        random.manual_seed(1);
    }

    [TearDown]
    public void TearDown() => scope.Dispose();

    [Test]
    public void Constructor_Initialization_OpensEveryChannelAsThePaperDoes()
    {
        using var gate = new ChannelGate(Channels, temperature: 1);
        gate.eval();
        var decision = gate.forward(randn(4, Channels, 5, 5));
        Assert.That(decision.Gate.data<float>().ToArray(), Is.All.EqualTo(1f));
        Assert.That(gate.logits.bias!.view(Channels, 2).mean([0]).data<float>().ToArray(), Is.EqualTo(new[] { 0.1f, 2f }).Within(1e-6));   // float32 constants
    }

    [Test]
    public void Forward_Evaluation_OpensWhereOnExceedsOffAndIsDeterministic()
    {
        using var gate = RandomGate(temperature: 1);
        gate.eval();
        var x = randn(8, Channels, 4, 4);
        var first = gate.forward(x);
        var pair = first.Logits.data<float>().ToArray();
        var expected = Enumerable.Range(0, pair.Length / 2).Select(i => pair[2 * i + 1] > pair[2 * i] ? 1f : 0f).ToArray();
        Assert.That(first.Gate.data<float>().ToArray(), Is.EqualTo(expected));
        Assert.That(expected, Has.Some.EqualTo(0f).And.Some.EqualTo(1f));
        Assert.That(gate.forward(x).Output.eq(first.Output).all().ToBoolean());
        var masked = x * first.Gate.view(8, Channels, 1, 1);
        Assert.That(masked.eq(first.Output).all().ToBoolean());
    }

    [Test]
    public void Forward_TrainingWithoutNoise_DecidesAsEvaluationDoes()
    {
        using var gate = RandomGate(temperature: 1);
        gate.NoiseScale = 0;
        gate.train();
        var decision = gate.forward(randn(8, Channels, 4, 4));
        Assert.That((decision.Gate - ChannelGate.Decide(decision.Logits)).abs().max().ToDouble(), Is.LessThan(1e-6));    // hard up to rounding of h + (s - s)
    }

    [Test]
    public void Forward_Soft_WeighsWithTheKeepProbabilityAndSamplesNothing()
    {
        using var gate = new ChannelGate(Channels, temperature: 1, isSoft: true);
        gate.train();
        var x = randn(4, Channels, 3, 3);
        var decision = gate.forward(x);
        var probability = decision.Logits.softmax(-1).select(-1, 1);
        Assert.That((decision.Gate - probability).abs().max().ToDouble(), Is.LessThan(1e-6));
        Assert.That((decision.Output - x * probability.view(4, Channels, 1, 1)).abs().max().ToDouble(), Is.LessThan(1e-6));
    }

    [Test]
    public void Shift_Margin_MovesEveryDecision()
    {
        using var gate = RandomGate(temperature: 1);
        gate.eval();
        var x = randn(4, Channels, 3, 3);
        var before = gate.forward(x).Logits;
        gate.Shift(-0.25);
        var after = gate.forward(x).Logits;
        var moved = after.select(-1, 1) - after.select(-1, 0) - (before.select(-1, 1) - before.select(-1, 0));
        Assert.That((moved + 0.25).abs().max().ToDouble(), Is.LessThan(1e-5));
    }

    [Test]
    public void Forward_Training_SamplesHardWithTheSoftSamplesFrequency()
    {
        using var gate = new ChannelGate(1, temperature: 0.5);
        gate.train();
        var open = gate.forward(randn(20000, 1, 1, 1)).Gate;
        var values = open.data<float>().ToArray();
        Assert.That(values.Select(value => Math.Min(Math.Abs(value), Math.Abs(1 - value))), Is.All.LessThan(1e-6));    // hard up to rounding of h + (s - s)
        // The larger of two Gumbel-perturbed logits 0.1 and 2 is the second with probability sigmoid(1.9) = 0.870, at any temperature;
        // five standard errors of 20,000 draws are 0.012.
        Assert.That(values.Average(), Is.EqualTo(1 / (1 + Math.Exp(-1.9))).Within(0.012));
    }

    [Test]
    public void Forward_Training_PassesTheSoftGradientThroughAHardGate()
    {
        using var gate = RandomGate(temperature: 1);
        gate.train();
        var decision = gate.forward(randn(8, Channels, 4, 4));
        decision.Gate.sum().backward();
        var gradient = gate.logits.bias!.grad!.data<float>().ToArray();
        Assert.That(gradient, Has.None.EqualTo(0f).And.None.NaN);
        for (var channel = 0; channel < Channels; channel++)                          // softmax: off loses what on gains
            Assert.That(gradient[2 * channel], Is.EqualTo(-gradient[2 * channel + 1]).Within(1e-5));
    }

    [Test]
    public void Forward_Temperature_ScalesTheGradient()
    {
        Assert.That(GradientAt(10), Is.LessThan(0.5 * GradientAt(1)));

        double GradientAt(double temperature)
        {
            random.manual_seed(3);
            using var gate = new ChannelGate(Channels, temperature);
            gate.train();
            gate.forward(randn(64, Channels, 2, 2)).Gate.sum().backward();
            return gate.logits.bias!.grad!.abs().mean().ToDouble();
        }
    }

    private static ChannelGate RandomGate(double temperature)
    {
        var gate = new ChannelGate(Channels, temperature);
        using var mode = no_grad();
        nn.init.normal_(gate.logits.weight!, 0, 2);
        nn.init.normal_(gate.logits.bias!, 0, 1);
        return gate;
    }
}
