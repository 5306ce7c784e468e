namespace OmniSage.Bench.Figures;

/// <summary>One measured value, with what it must reach where something is asked of it.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The median of several runs, unless the name says otherwise.</param>
/// <param name="Unit">Of the value, the goal and the baseline.</param>
internal sealed record Figure(string Name, double Value, string Unit)
{
    public Goal? Goal { get; init; }

    /// <summary>What the same run measured of the bare thing that this one is built on.</summary>
    public double? Baseline { get; init; }

    /// <summary>Null when nothing is asked.</summary>
    public bool? Met => Goal?.IsMet(Value);
}

/// <summary>A bound in the figure's unit.</summary>
internal sealed record Goal(bool IsMost, double Bound)
{
    public static Goal AtMost(double bound) => new(true, bound);

    public static Goal AtLeast(double bound) => new(false, bound);

    public bool IsMet(double value) => IsMost ? value <= Bound : value >= Bound;

    public override string ToString() => $"{(IsMost ? "≤" : "≥")} {Numbers.Text(Bound)}";
}
