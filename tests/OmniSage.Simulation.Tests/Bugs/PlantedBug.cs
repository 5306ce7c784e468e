namespace OmniSage.Simulation.Tests.Bugs;

/// <summary>Mistakes that can be switched on in the simulator only; each must be found.</summary>
internal enum PlantedBug
{
    None,

    /// <summary>A call that failed once is never made again.</summary>
    CourierGivesUp,

    /// <summary>A message's client id is lost on the way.</summary>
    ForgetsClientIds,

    /// <summary>What an earlier attempt brought counts for the present one.</summary>
    AcceptsOldAttempts,

    /// <summary>Leases that ran out are never seen.</summary>
    NeverRecovers,

    /// <summary>Admission has a place for everyone.</summary>
    AdmitsEveryone,

    /// <summary>The budget grain takes each call for one that took nothing.</summary>
    ForgetsWhatWasSpent,

    /// <summary>A write is acknowledged a little before it is durable.</summary>
    AcknowledgesEarly,
}
