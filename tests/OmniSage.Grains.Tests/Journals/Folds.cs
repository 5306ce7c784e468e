using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Tests.Journals;

/// <summary>Folds events for which only their time matters.</summary>
internal static class Folds
{
    public static TState Apply<TState>(this TState state, EventPayload payload, long atUs)
        where TState : class, IFold<TState> => state.Apply(payload, new EventFacts(Guid.Empty, atUs, Labels.Member));
}
