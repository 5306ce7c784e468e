using OmniSage.GrainInterfaces.Budgets;
using OmniSage.Models;

namespace OmniSage.Grains.Budgets;

/// <summary>Makes the charge of a model call: what it took, at the prices of this moment. Pure.</summary>
internal static class Charging
{
    /// <summary>Answers by which a provider says that it did no work: they cost nothing.</summary>
    private static readonly ImmutableArray<string> Free =
    [
        ModelErrors.Unreachable, ModelErrors.RateLimited, ModelErrors.Unavailable, ModelErrors.KeyRefused,
        ModelErrors.NoCredit, ModelErrors.NotFound, ModelErrors.ContextTooLong, ModelErrors.RequestRefused,
        ModelErrors.Skipped, ModelErrors.NoKey, ModelErrors.SettingsUnreadable,
    ];

    /// <summary>
    /// Of an answer; with the most that models of the chain can have taken which broke off before, as far as that was
    /// reserved.
    /// </summary>
    public static ModelCharge Of(
        ModelAnswered answer, string level, BudgetPlace place, BudgetTerms terms, BudgetReserved? reserved) =>
        WithBroken(Of(answer, level, place, terms), answer, terms, reserved);

    private static ModelCharge WithBroken(
        ModelCharge charge, ModelAnswered answer, BudgetTerms terms, BudgetReserved? reserved)
    {
        if (reserved is null) return charge;
        var (models, most) = (reserved.Models, reserved.Most);
        var (input, output) = (most.InputTokens / models, most.OutputTokens / models);
        foreach (var broken in (answer.Tries ?? []).Where(one => !Free.Contains(one.Code)))
        {
            charge = charge with
            {
                InputTokens = charge.InputTokens + input,
                OutputTokens = charge.OutputTokens + output,
                Cost = charge.Cost + (terms.PriceOf(broken.Provider, broken.Model)?.MostOf(input, output) ?? 0),
                IsEstimate = true,
            };
        }

        return charge;
    }

    private static ModelCharge Of(ModelAnswered answer, string level, BudgetPlace place, BudgetTerms terms)
    {
        // One that people have called like it has a provider.
        var isBuiltIn = answer.Provider is null && answer.Model == AskedModels.BuiltIn;
        var (provider, model) = isBuiltIn
            ? (AskedModels.BuiltIn, AskedModels.BuiltIn)
            : (answer.Provider, answer.Asked ?? answer.Model);
        var price = isBuiltIn
            ? Nothing
            : terms.PriceOf(provider, model) ?? terms.PriceOf(provider, answer.Model);
        var usage = answer.Usage;
        var (input, output) = (Math.Max(0, usage.InputTokens), Math.Max(0, usage.OutputTokens));
        var cached = Math.Clamp(usage.CachedTokens ?? 0, 0, input);
        return new()
        {
            Level = level,
            By = place.User,
            Agent = place.Agent,
            Provider = provider,
            Model = model,
            InputTokens = input,
            CachedTokens = cached,
            OutputTokens = output,
            Cost = price?.CostOf(input, cached, output) ?? 0,
            IsEstimate = usage.IsEstimate,
            IsUnpriced = price is null ? true : null,
        };
    }

    /// <summary>
    /// Of an attempt that brought nothing: nothing where the provider did nothing, else the most that it can have been,
    /// as far as that was reserved.
    /// </summary>
    public static ModelCharge Of(ModelFailed failed, string level, BudgetPlace place, BudgetReserved? reserved)
    {
        var last = failed.Tries is [.., var tried] ? tried : null;
        var didNothing = Free.Contains(failed.Code) && (failed.Tries ?? []).All(one => Free.Contains(one.Code));
        var charge = reserved is not null && !didNothing ? reserved.Most : Zero(level, place);
        return last is null ? charge : charge with { Provider = last.Provider, Model = last.Model };
    }

    /// <summary>
    /// The most that a call can take: that of all models that may be asked, as each may break off at the end of its
    /// answer. Named is the dearest.
    /// </summary>
    /// <param name="models">Those that may be asked, one at least.</param>
    /// <param name="inputTokens">A bound of the request's tokens.</param>
    /// <param name="outputTokens">The most that the answer may have.</param>
    /// <param name="level">At what level it is asked.</param>
    /// <param name="place">On whose account.</param>
    /// <param name="terms">What holds there.</param>
    /// <param name="unpriced">A model that nobody has given a price, if there is one.</param>
    public static ModelCharge Most(
        ImmutableArray<AskedModel> models,
        long inputTokens,
        long outputTokens,
        string level,
        BudgetPlace place,
        BudgetTerms terms,
        out AskedModel? unpriced)
    {
        unpriced = models.FirstOrDefault(model => PriceOf(model, terms) is null);
        var dearest = models.MaxBy(model => PriceOf(model, terms)?.MostOf(inputTokens, outputTokens) ?? 0)!;
        return Zero(level, place) with
        {
            Provider = dearest.Provider,
            Model = dearest.Model,
            InputTokens = inputTokens * models.Length,
            OutputTokens = outputTokens * models.Length,
            Cost = models.Sum(model => PriceOf(model, terms)?.MostOf(inputTokens, outputTokens) ?? 0),
            IsEstimate = true,
        };
    }

    private static Price Nothing { get; } = new("*", null, 0, 0, null);

    private static Price? PriceOf(AskedModel model, BudgetTerms terms) =>
        model.IsFree ? Nothing : terms.PriceOf(model.Provider, model.Model);

    private static ModelCharge Zero(string level, BudgetPlace place) => new()
    {
        Level = level,
        By = place.User,
        Agent = place.Agent,
        Model = "unknown",
        InputTokens = 0,
        CachedTokens = 0,
        OutputTokens = 0,
        Cost = 0,
    };
}
