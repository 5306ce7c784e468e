using System.Text;
using System.Text.Json.Serialization;

namespace OmniSage.Grains.Runs;

/// <summary>One thing said or done in a run, in order: what the next model request is made of.</summary>
[JsonDerivedType(typeof(Heard), "heard")]
[JsonDerivedType(typeof(Told), "told")]
[JsonDerivedType(typeof(Said), "said")]
[JsonDerivedType(typeof(Did), "did")]
internal abstract record RunItem
{
    /// <summary>What it takes in UTF-8.</summary>
    public abstract int CountBytes();

    protected static int BytesOf(string text) => Encoding.UTF8.GetByteCount(text);
}

/// <summary>A person said it.</summary>
internal sealed record Heard(Guid Message, string Text) : RunItem
{
    /// <summary>Pictures that came with it.</summary>
    public ImmutableArray<ImageRef>? Images { get; init; }

    public override int CountBytes() => BytesOf(Text);
}

/// <summary>The system tells it to the model.</summary>
internal sealed record Told(string Text) : RunItem
{
    public override int CountBytes() => BytesOf(Text);
}

/// <summary>The model said it, and wants these calls made.</summary>
internal sealed record Said(string Text, ImmutableArray<ToolCall> Calls) : RunItem
{
    public override int CountBytes() =>
        BytesOf(Text) + Calls.Sum(call => BytesOf(call.Id) + BytesOf(call.Tool) + BytesOf(call.Arguments));
}

/// <summary>A call was made and brought this, a JSON text.</summary>
internal sealed record Did(string Call, string Result) : RunItem
{
    public override int CountBytes() => BytesOf(Call) + BytesOf(Result);
}
