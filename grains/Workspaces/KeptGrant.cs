using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Grains.Workspaces;

/// <summary>A grant with the steps that it was used for, so that none counts twice.</summary>
internal sealed record KeptGrant(Grant Grant, ImmutableList<GrantedStep> Steps)
{
    public static KeptGrant Of(GrantMade made, long atUs) => new(
        new()
        {
            Id = made.Grant,
            Terms = made.Terms,
            By = made.By,
            MadeUs = atUs,
            ExpiresUs = atUs + (long)TimeSpan.FromDays(made.Terms.Days).TotalMicroseconds,
        },
        []);

    public KeptGrant Use(Guid run, int step) => new(Grant with { Uses = Grant.Uses + 1 }, Steps.Add(new(run, step)));
}

/// <summary>A step of a run that passed by a grant.</summary>
internal sealed record GrantedStep(Guid Run, int Step);
