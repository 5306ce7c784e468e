namespace OmniSage.GrainInterfaces.Policies;

/// <summary>One rule that speaks to a call, and what it says.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Verdict">What it says by itself.</param>
/// <param name="Mode">How often it has someone asked; null unless it asks.</param>
/// <param name="Why">For people.</param>
/// <param name="IsLifted">A ground rule that a rule of the document has set aside for this call.</param>
[GenerateSerializer, Immutable, Alias("omnisage.policy-finding")]
public sealed record PolicyFinding(
    [property: Id(0)] string Rule,
    [property: Id(1)] PolicyVerdict Verdict,
    [property: Id(2)] AskMode? Mode,
    [property: Id(3)] string Why,
    [property: Id(4)] bool IsLifted);
