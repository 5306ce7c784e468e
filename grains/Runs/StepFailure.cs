namespace OmniSage.Grains.Runs;

/// <summary>Why an attempt of a step brought nothing.</summary>
internal sealed record StepFailure(string Code, string Error, bool Retryable);
