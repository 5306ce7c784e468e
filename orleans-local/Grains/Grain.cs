using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.OrleansLocal;
using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Base of all grain classes. The runtime makes the object, runs one call at a time on it, and drops it when idle.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    protected Grain() => GrainContext = Activation.Running;

    [AllowNull]
    public IGrainContext GrainContext { get; }

    public GrainReference GrainReference => GrainContext.GrainReference;

    protected IGrainFactory GrainFactory => ServiceProvider.GetRequiredService<IGrainFactory>();

    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected void DeactivateOnIdle() => ((IGrainBase)this).DeactivateOnIdle();
}
