namespace OmniSage.Models.Settings;

/// <summary>One model of one provider, and how it is asked.</summary>
public sealed class LinkOptions
{
    /// <summary>Where it is, such as <c>https://api.openai.com/v1</c> or <c>http://127.0.0.1:11434/v1</c>.</summary>
    public string? Url { get; set; }

    /// <summary>The key, where the provider wants one.</summary>
    public string? Key { get; set; }

    /// <summary>The model, by its provider's name for it.</summary>
    public string? Model { get; set; }

    /// <summary>
    /// What is spoken there: <c>openai</c> (chat completions) or <c>anthropic</c> (messages). Default: anthropic at
    /// api.anthropic.com, openai anywhere else.
    /// </summary>
    public string? Provider { get; set; }

    /// <summary>What people call it. Default: the host of <see cref="Url"/>.</summary>
    public string? Name { get; set; }

    /// <summary>0 to 2. Default: the provider's own.</summary>
    public double? Temperature { get; set; }

    /// <summary>Tokens of one answer, 1 to 1,000,000; <c>Agents:OutputTokensMax</c> holds too.</summary>
    public int? OutputTokensMax { get; set; }

    /// <summary>Time until the answer begins, 1 second to 30 minutes. Default 1 minute.</summary>
    public TimeSpan FirstByteTimeMax { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time between two pieces of the answer, 1 second to 30 minutes. Default 1 minute.</summary>
    public TimeSpan IdleTimeMax { get; set; } = TimeSpan.FromMinutes(1);
}
