using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Tools.Inproc;

/// <summary>One call of a tool of our own.</summary>
/// <param name="Run">The run that makes it.</param>
/// <param name="Place">Where, and on whose behalf.</param>
/// <param name="Call">The model's wish.</param>
/// <param name="Labels">What the wish was made of: what it stores is trusted no more than that.</param>
/// <param name="ResultBytesMax">What the result may have at the most.</param>
internal sealed record InprocCall(RunId Run, RunPlace Place, ToolCall Call, Labels Labels, int ResultBytesMax);
