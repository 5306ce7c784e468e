using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace OmniSage.Grains.Tests.Runs;

public sealed class AgentOptionsTests
{
    [Fact]
    public void Options_AsTheyCome_AreValid() => Assert.True(Check(new()).Succeeded);

    [Fact]
    public void EverySetting_HasABound_AndBeyondItIsNamedInTheRefusal()
    {
        foreach (var setting in typeof(AgentOptions).GetProperties().Where(one => one.CanWrite))
        {
            Assert.NotNull(setting.GetCustomAttribute<RangeAttribute>());
            var options = new AgentOptions();
            var type = Nullable.GetUnderlyingType(setting.PropertyType) ?? setting.PropertyType;
            object beyond = type == typeof(int) ? -1 : type == typeof(long) ? -1L : TimeSpan.Zero;
            setting.SetValue(options, beyond);
            var failures = Check(options).Failures!;
            var named = $"Agents:{setting.Name}:";
            Assert.Contains(failures, failure => failure.StartsWith(named, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(5, 10)]
    public void LeaseThatRunsOutBeforeItsRenewal_IsRefused(int leaseSeconds, int renewalSeconds)
    {
        var refusal = Assert.Single(Check(new()
        {
            LeaseTime = TimeSpan.FromSeconds(leaseSeconds), LeaseRenewal = TimeSpan.FromSeconds(renewalSeconds),
        }).Failures!);
        Assert.StartsWith("Agents:LeaseRenewal must be less than Agents:LeaseTime", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void TenantsPartOfWhatWaits_LargerThanTheWhole_IsRefused()
    {
        var refusal = Assert.Single(
            Check(new() { WaitingStepsMax = 10, WaitingStepsPerTenantMax = 11 }).Failures!);
        Assert.StartsWith("Agents:WaitingStepsPerTenantMax must be at most", refusal, StringComparison.Ordinal);
        Assert.True(Check(new() { WaitingStepsMax = 10 }).Succeeded);
    }

    [Fact]
    public void MessagesOfOneTurn_LargerThanARun_AreRefused()
    {
        var refusal = Assert.Single(Check(new() { RunBytesMax = 1 << 20, TurnMessageBytesMax = 1 << 20 }).Failures!);
        Assert.StartsWith("Agents:TurnMessageBytesMax must be less than", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_WithSettingsThatCannotWorkTogether_DoesNotStart() =>
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() =>
            Agent.StartAsync(options => options.LeaseRenewal = options.LeaseTime));

    private static Microsoft.Extensions.Options.ValidateOptionsResult Check(AgentOptions options) =>
        new AgentOptionsCheck().Validate(null, options);
}
