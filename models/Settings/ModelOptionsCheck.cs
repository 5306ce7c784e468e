using Microsoft.Extensions.Options;
using OmniSage.Egress;

namespace OmniSage.Models.Settings;

/// <summary>Refuses settings that cannot work; each message names the setting and what it may be.</summary>
internal sealed class ModelOptionsCheck(ShortSettings shorts) : IValidateOptions<ModelOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelOptions options)
    {
        var wrong = new List<string>(shorts.Faults(options));
        Require(options.AnswerBytesMax is >= 64 << 10 and <= 256 << 20, "AnswerBytesMax must be 65536 to 268435456");
        Require(Between(options.RetryAfterMax, 0, 300), "RetryAfterMax must be 00:00:00 to 00:05:00");
        Require(options.FailuresMax is >= 1 and <= 100, "FailuresMax must be 1 to 100");
        Require(Between(options.SkipTime, 1, 3_600), "SkipTime must be 00:00:01 to 01:00:00");
        foreach (var (level, set) in options.Levels)
        {
            if (level != ModelLevels.Default && !ModelLevels.All.Contains(level, StringComparer.OrdinalIgnoreCase))
            {
                Require(false, $"Levels:{level} is no level; there are coordinator, executor, heartbeat and default");
                continue;
            }

            Require(
                set.Chain.Count is >= 1 and <= ModelOptions.LinksMax,
                $"Levels:{level}:Chain must have 1 to {ModelOptions.LinksMax} models");
            foreach (var (index, link) in set.Chain.Index()) Check(link, level, index);
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Check(LinkOptions link, string level, int index)
        {
            RequireOf("Url", link.Url is not null && IsAddress(link.Url), "must be a whole address without a user "
                + "or password, such as https://api.openai.com/v1");
            RequireOf("Model", link.Model is { Length: >= 1 and <= 200 } && !HasControl(link.Model),
                "must be the provider's name of the model, at most 200 characters");
            RequireOf("Key", link.Key is null || link.Key.All(letter => letter is > ' ' and < '\x7f'),
                "has characters that no key has; copy it again");
            RequireOf("Provider", link.Provider is null or "openai" or "anthropic", "must be openai or anthropic");
            RequireOf("Name", link.Name is null || (link.Name is { Length: >= 1 and <= 60 } && !HasControl(link.Name)),
                "must have 1 to 60 characters");
            RequireOf("Temperature", link.Temperature is null or (>= 0 and <= 2), "must be 0 to 2");
            RequireOf(
                "OutputTokensMax", link.OutputTokensMax is null or (>= 1 and <= 1_000_000), "must be 1 to 1000000");
            RequireOf("FirstByteTimeMax", Between(link.FirstByteTimeMax, 1, 1_800), "must be 00:00:01 to 00:30:00");
            RequireOf("IdleTimeMax", Between(link.IdleTimeMax, 1, 1_800), "must be 00:00:01 to 00:30:00");

            void RequireOf(string member, bool holds, string message)
            {
                var place = $"{ModelOptions.Section}:Levels:{level}:Chain:{index}:{member}";
                if (!holds) wrong.Add($"{shorts.NameOf(link, member) ?? place} {message}.");
            }
        }

        void Require(bool holds, string message)
        {
            if (!holds) wrong.Add($"{ModelOptions.Section}:{message}.");
        }
    }

    private static bool HasControl(string text) => text.Any(char.IsControl);

    private static bool IsAddress(string text)
    {
        try
        {
            _ = EgressUrl.Parse(text);
            return true;
        }
        catch (EgressException)
        {
            return false;
        }
    }

    private static bool Between(TimeSpan value, double leastSeconds, double mostSeconds) =>
        value >= TimeSpan.FromSeconds(leastSeconds) && value <= TimeSpan.FromSeconds(mostSeconds);
}
