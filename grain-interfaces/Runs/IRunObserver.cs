namespace OmniSage.GrainInterfaces.Runs;

/// <summary>Someone who watches a run's live output.</summary>
[Alias("omnisage.run-observer")]
public interface IRunObserver : IGrainObserver
{
    [Alias("output"), OneWay]
    Task OnOutputAsync(LiveOutput output);
}
