using RobustRepro.Stimuli;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli;

public sealed class StimulusCollectionTests
{
    [Fact]
    public void A_set_is_made_when_it_is_first_asked_for_and_once()
    {
        var made = new List<string>();
        var sets = new StimulusCollection();
        sets.Add("b", () => Make("b", made));
        sets.Add(Make("a", made));
        sets.Add("c", () => Make("c", made));

        sets.Keys.Should().Equal("b", "a", "c");
        sets.Count.Should().Be(3);
        sets.ContainsKey("c").Should().BeTrue();
        sets.TryGetValue("d", out _).Should().BeFalse();
        made.Should().Equal("a");

        sets["b"].Name.Text.Should().Be("b");
        sets.Get("b").Should().BeSameAs(sets["b"]);
        made.Should().Equal("a", "b");

        sets.Select(p => p.Value.Name).Should().Equal("b", "a", "c");
        sets.Values.Should().HaveCount(3);
        made.Should().Equal("a", "b", "c");
    }

    [Fact]
    public void Threads_that_ask_at_once_get_the_same_set()
    {
        var made = new List<string>();
        var sets = new StimulusCollection();
        sets.Add("a", () => Make("a", made));
        var got = new IStimulusSet[8];
        Parallel.For(0, got.Length, i => got[i] = sets["a"]);
        got.Distinct().Should().ContainSingle();
        made.Should().Equal("a");
    }

    [Fact]
    public void Two_sets_of_one_name_or_none_of_a_name_are_mistakes()
    {
        var sets = new StimulusCollection();
        sets.Add(Make("a", []));
        FluentActions.Invoking(() => sets.Add("a", () => Make("a", []))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => sets["b"]).Should().Throw<KeyNotFoundException>();
    }

    private static StimulusSet Make(string name, List<string> made)
    {
        made.Add(name);
        return new(name, ["x"], zeros(1, 3, 2, 2, uint8), [0], [0]);
    }
}
