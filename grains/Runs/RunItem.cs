using System.Text.Json.Serialization;

namespace OmniSage.Grains.Runs;

/// <summary>One thing said or done in a run, in order: what the next model request is made of.</summary>
[JsonDerivedType(typeof(Heard), "heard")]
[JsonDerivedType(typeof(Told), "told")]
[JsonDerivedType(typeof(Said), "said")]
[JsonDerivedType(typeof(Did), "did")]
internal abstract record RunItem;

/// <summary>A person said it.</summary>
internal sealed record Heard(Guid Message, string Text) : RunItem;

/// <summary>The system tells it to the model.</summary>
internal sealed record Told(string Text) : RunItem;

/// <summary>The model said it, and wants these calls made.</summary>
internal sealed record Said(string Text, ImmutableArray<ToolCall> Calls) : RunItem;

/// <summary>A call was made and brought this, a JSON text.</summary>
internal sealed record Did(string Call, string Result) : RunItem;
