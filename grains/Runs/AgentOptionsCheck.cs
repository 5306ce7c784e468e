using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OmniSage.Grains.Runs;

/// <summary>Refuses settings outside their bounds, or that cannot work together; each message names the setting and
/// what it may be.</summary>
internal sealed class AgentOptionsCheck : IValidateOptions<AgentOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentOptions options)
    {
        var outside = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), outside, validateAllProperties: true);
        var wrong = outside.Select(one => $"{AgentOptions.Section}:{one.MemberNames.First()}: {one.ErrorMessage}")
            .Concat(Together(options).Select(one => $"{AgentOptions.Section}:{one}"))
            .ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Together(AgentOptions options)
    {
        if (options.LeaseRenewal >= options.LeaseTime)
        {
            yield return $"LeaseRenewal must be less than Agents:LeaseTime, which is {options.LeaseTime}, or a lease "
                + "runs out before it is renewed; a third of it is good.";
        }

        if (options.TurnMessageBytesMax >= options.RunBytesMax)
        {
            yield return $"TurnMessageBytesMax must be less than Agents:RunBytesMax, which is {options.RunBytesMax}, "
                + "or messages alone can end a run; half of it leaves room for answers.";
        }

        if (options.WaitingStepsPerTenantMax > options.WaitingStepsMax)
        {
            yield return "WaitingStepsPerTenantMax must be at most Agents:WaitingStepsMax, which is "
                + $"{options.WaitingStepsMax}; half of it leaves room for other tenants.";
        }
    }
}
