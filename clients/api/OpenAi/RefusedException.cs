using OmniSage.Api.Problems;

namespace OmniSage.Api.OpenAi;

/// <summary>A request is not acceptable. <see cref="OpenAiFilter"/> makes the answer of it.</summary>
internal sealed class RefusedException(Problem problem) : Exception(problem.Title)
{
    public Problem Problem => problem;
}
