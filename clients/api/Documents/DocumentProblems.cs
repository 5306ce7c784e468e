using OmniSage.Api.Problems;
using OmniSage.GrainInterfaces.Documents;

namespace OmniSage.Api.Documents;

/// <summary>Tells what is wrong with a document, each fault with its place.</summary>
internal static class DocumentProblems
{
    /// <param name="kind">What the document is: <c>policy</c> or <c>settings</c>.</param>
    /// <param name="faults">At least one.</param>
    public static Problem Of(string kind, ImmutableArray<DocumentFault> faults) => new(
        422, $"invalid_{kind}", $"The {kind} {(kind.EndsWith('s') ? "are" : "is")} not acceptable.", faults[0].Message)
    {
        Field = "$.text",
        Line = faults[0].Line,
        Column = faults[0].Column,
        Errors = [.. faults.Select(fault => new ProblemPlace(fault.Line, fault.Column, fault.Message))],
    };
}
