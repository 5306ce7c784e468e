namespace OmniSage.Grains.Policies;

/// <summary>How large a policy document may be (limits in ARCHITECTURE.md); its size is in its contract.</summary>
internal static class PolicyBounds
{
    public const int RulesMax = 200;
    public const int PatternsMax = 2_000;
    public const int PatternsOfConditionMax = 50;
    public const int ArgumentsOfRuleMax = 16;
    public const int HostsMax = 500;
    public const int ApproversMax = 20;
    public const int NameCharsMax = 80;
    public const int WhyCharsMax = 500;
    public const int ImageCharsMax = 64;

    public const int UsesDefault = 20;
    public const int DaysDefault = 30;

    public static ImmutableArray<string> ApproversDefault { get; } = ["admin", "owner"];
}
