namespace OmniSage.Grains.Journals;

/// <summary>What a state needs to know of an event beside its payload.</summary>
/// <param name="Id">What labels name as a source.</param>
/// <param name="AtUs">When it was written, in microseconds since 1970 (UTC).</param>
/// <param name="Labels">How far it is to be trusted, and where it came from.</param>
internal readonly record struct EventFacts(Guid Id, long AtUs, Labels Labels)
{
    /// <summary>
    /// The labels of what the event brought. It is named as a source where it is trusted less than what a member says:
    /// that is what a person has to know who decides about what came of it.
    /// </summary>
    public Labels Brought => Labels.Trust < Trust.Member ? Labels.From(Id) : Labels;

    public static EventFacts Of(StoredEvent stored) => new(stored.Id, stored.AtUs, stored.Labels);
}
