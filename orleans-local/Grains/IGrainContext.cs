namespace Orleans.Runtime;

/// <summary>One activation of a grain, as the grain and its call filters see it.</summary>
public interface IGrainContext
{
    GrainReference GrainReference { get; }

    GrainId GrainId { get; }

    /// <summary>The grain object, or null before it was made.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation; its scope ends with it.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation is gone.</summary>
    Task Deactivated { get; }

    /// <summary>Begins to deactivate once the running calls are done; what waits goes to the next activation.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
