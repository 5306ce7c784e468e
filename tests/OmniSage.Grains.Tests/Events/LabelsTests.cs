using FsCheck;
using FsCheck.Fluent;

namespace OmniSage.Grains.Tests.Events;

public sealed class LabelsTests
{
    private static readonly Gen<Labels> Any =
        from trust in Gen.Elements(Enum.GetValues<Trust>())
        from sensitivity in Gen.Elements(Enum.GetValues<Sensitivity>())
        from overflow in Gen.Elements(false, false, true)
        from sources in Gen.ListOf(Gen.Choose(1, 60))
        let distinct = sources.Distinct().Take(Labels.SourcesMax).Order().Select(Ids.Of)
        select new Labels
        {
            Trust = trust,
            Sensitivity = sensitivity,
            Sources = [.. distinct.Order()],
            Overflow = overflow || sources.Distinct().Count() > Labels.SourcesMax,
        };

    [Fact]
    public void Join_IsCommutative() => Holds(
        from one in Any from other in Any select one.Join(other).Equals(other.Join(one)));

    [Fact]
    public void Join_IsAssociative() => Holds(
        from one in Any
        from two in Any
        from three in Any
        select one.Join(two).Join(three).Equals(one.Join(two.Join(three))));

    [Fact]
    public void Join_IsIdempotent() => Holds(from one in Any select one.Join(one).Equals(one));

    [Fact]
    public void Join_TakesTheLowestTrust_AndTheHighestSensitivity() => Holds(
        from one in Any
        from other in Any
        let joined = one.Join(other)
        select joined.Trust == (Trust)Math.Min((int)one.Trust, (int)other.Trust)
            && joined.Sensitivity == (Sensitivity)Math.Max((int)one.Sensitivity, (int)other.Sensitivity)
            && joined.Sources.Length <= Labels.SourcesMax);

    private static void Holds(Gen<bool> law) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true),
        Prop.ForAll(Arb.From(law), holds => holds));
}
