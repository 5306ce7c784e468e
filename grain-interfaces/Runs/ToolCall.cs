namespace OmniSage.GrainInterfaces.Runs;

/// <summary>A model's wish to call a tool.</summary>
/// <param name="Id">The model's own id of the call, unique in its response.</param>
/// <param name="Tool">The tool's id, such as <c>shell.run</c>.</param>
/// <param name="Arguments">A JSON object as text.</param>
[GenerateSerializer, Immutable, Alias("omnisage.tool-call")]
public sealed record ToolCall(
    [property: Id(0)] string Id,
    [property: Id(1)] string Tool,
    [property: Id(2)] string Arguments);
