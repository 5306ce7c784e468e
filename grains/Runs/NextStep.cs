namespace OmniSage.Grains.Runs;

/// <summary>What a run does next, as far as its own state decides it.</summary>
internal abstract record NextStep
{
    /// <summary>Nothing until something comes from outside: a report, a place, a decision.</summary>
    public sealed record Wait : NextStep;

    /// <summary>First in a turn: what is remembered of what it is about.</summary>
    public sealed record Recall : NextStep;

    public sealed record AskModel : NextStep;

    /// <summary>The model is told something before it is asked again.</summary>
    public sealed record Tell(string Note) : NextStep;

    /// <summary>What the call names is kept, so that it can be judged with it.</summary>
    public sealed record PrepareCall(ToolCall Call) : NextStep;

    public sealed record CallTool(ToolCall Call) : NextStep;

    public sealed record RunCheck(string Command) : NextStep;

    /// <summary>The last attempt brought nothing and is made again.</summary>
    public sealed record Retry : NextStep;

    public sealed record Finish(string Answer) : NextStep;

    public sealed record Fail(string Code, string Error) : NextStep;
}
