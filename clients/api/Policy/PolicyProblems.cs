using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Api.Policy;

/// <summary>Tells what is wrong with a policy document, each fault with its place.</summary>
internal static class PolicyProblems
{
    public static Problem Of(ImmutableArray<PolicyFault> faults) => new(
        422, "invalid_policy", "The policy is not acceptable.", faults[0].Message)
    {
        Field = "$.text",
        Line = faults[0].Line,
        Column = faults[0].Column,
        Errors = [.. faults.Select(fault => new ProblemPlace(fault.Line, fault.Column, fault.Message))],
    };
}
