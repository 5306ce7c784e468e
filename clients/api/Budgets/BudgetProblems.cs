using OmniSage.Api.Problems;

namespace OmniSage.Api.Budgets;

/// <summary>Why a run cannot be granted more budget.</summary>
internal static class BudgetProblems
{
    public static Problem NotATask { get; } = new(
        409, "not_a_task", "Only a task waits for its budget.", "A turn that has none ends, and says so: ask again.");

    public static Problem Ended { get; } = new(409, "run_ended", "The run has ended.");

    public static Problem TooMany { get; } = new(
        429, "limit_reached", "The run was granted more as often as it may be.");
}
