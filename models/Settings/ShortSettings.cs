using Microsoft.Extensions.Configuration;

namespace OmniSage.Models.Settings;

/// <summary>
/// The short way to configure models, by environment variables: <c>OMNISAGE_MODEL_URL</c>, <c>OMNISAGE_MODEL_KEY</c>
/// and <c>OMNISAGE_MODEL</c>, and a second one by <c>OMNISAGE_MODEL_FALLBACK_URL</c>, <c>_KEY</c> and <c>_MODEL</c>,
/// which has the first one's address and key where it has none. They are the chain of the level <c>default</c>.
/// </summary>
internal sealed class ShortSettings(IConfiguration configuration)
{
    // The host drops the prefix OMNISAGE_ from the names of variables.
    private readonly string? url = Value(configuration, "MODEL_URL");
    private readonly string? key = Value(configuration, "MODEL_KEY");
    private readonly string? model = Value(configuration, "MODEL");
    private readonly string? fallbackUrl = Value(configuration, "MODEL_FALLBACK_URL");
    private readonly string? fallbackKey = Value(configuration, "MODEL_FALLBACK_KEY");
    private readonly string? fallbackModel = Value(configuration, "MODEL_FALLBACK_MODEL");

    private LinkOptions? first;
    private LinkOptions? second;

    private bool HasFallback => fallbackUrl is not null || fallbackKey is not null || fallbackModel is not null;

    private bool HasAny => url is not null || key is not null || model is not null || HasFallback;

    public void ApplyTo(ModelOptions options)
    {
        if (!HasAny || Faults(options).Any()) return;
        var chain = new LevelOptions();
        chain.Chain.Add(first = new() { Url = url, Key = key, Model = model });
        if (HasFallback)
        {
            chain.Chain.Add(second = new()
            {
                Url = fallbackUrl ?? url,
                Key = fallbackKey ?? (fallbackUrl is null ? key : null),
                Model = fallbackModel,
            });
        }

        options.Levels[ModelLevels.Default] = chain;
    }

    /// <summary>The variable that a member of a link comes from; null when it comes from none.</summary>
    public string? NameOf(LinkOptions link, string member) => (link, member) switch
    {
        (_, "Url") when link == first || (link == second && fallbackUrl is null) => "OMNISAGE_MODEL_URL",
        (_, "Key") when link == first || (link == second && fallbackKey is null) => "OMNISAGE_MODEL_KEY",
        (_, "Model") when link == first => "OMNISAGE_MODEL",
        (_, "Url" or "Key" or "Model") when link == second => $"OMNISAGE_MODEL_FALLBACK_{member.ToUpperInvariant()}",
        _ => null,
    };

    /// <summary>What is wrong with them, each in a sentence that names the variable.</summary>
    public IEnumerable<string> Faults(ModelOptions options)
    {
        if (!HasAny) yield break;
        if (url is null)
            yield return "OMNISAGE_MODEL_URL is missing: set it to the provider's address, such as "
                + "https://api.openai.com/v1 or http://127.0.0.1:11434/v1.";
        if (model is null)
            yield return "OMNISAGE_MODEL is missing: set it to the provider's name of the model, such as gpt-5-mini.";
        if (HasFallback && fallbackModel is null)
            yield return "OMNISAGE_MODEL_FALLBACK_MODEL is missing: set it to the second provider's name of the model.";
        if (options.Levels.TryGetValue(ModelLevels.Default, out var set) && set.Chain.FirstOrDefault() != first)
        {
            yield return "OMNISAGE_MODEL_URL and Models:Levels:default are both set: keep one of them.";
        }
    }

    private static string? Value(IConfiguration configuration, string name) =>
        configuration[name] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
