namespace OmniSage.GrainInterfaces.Runs;

/// <summary>One model of a chain that failed, or was passed over, before another was asked.</summary>
/// <param name="Provider">What people call its provider.</param>
/// <param name="Model">Its provider's name for it.</param>
/// <param name="Code">A stable code, such as <c>model_rate_limited</c>.</param>
/// <param name="Error">One sentence for a person, without any key.</param>
[GenerateSerializer, Immutable, Alias("omnisage.model-try")]
public sealed record ModelTry(
    [property: Id(0)] string Provider,
    [property: Id(1)] string Model,
    [property: Id(2)] string Code,
    [property: Id(3)] string Error);
