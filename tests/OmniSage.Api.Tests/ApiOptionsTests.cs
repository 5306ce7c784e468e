using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OmniSage.Api.Tests;

public sealed class ApiOptionsTests
{
    [Fact]
    public void Settings_OfTheSectionApi_ReachTheOptions()
    {
        using var services = With(("Api:AllowedHosts:0", "sage.example"), ("Api:Heartbeat", "00:00:05"));

        var options = services.GetRequiredService<IOptions<ApiOptions>>().Value;

        Assert.Equal(["sage.example"], options.AllowedHosts);
        Assert.Equal(TimeSpan.FromSeconds(5), options.Heartbeat);
    }

    [Fact]
    public void Heartbeat_OutOfItsBounds_IsRefusedByItsName()
    {
        using var services = With(("Api:Heartbeat", "00:10:00"));

        var refusal = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IOptions<ApiOptions>>().Value);

        Assert.Contains("Api:Heartbeat", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1023")]
    [InlineData("268435457")]
    public void FileBytesMax_OutOfItsBounds_IsRefusedByItsName(string bytes)
    {
        using var services = With(("Api:FileBytesMax", bytes));

        var refusal = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IOptions<ApiOptions>>().Value);

        Assert.Contains("Api:FileBytesMax", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:00.5")]
    [InlineData("01:00:01")]
    public void AnswerTimeMax_OutOfItsBounds_IsRefusedByItsName(string time)
    {
        using var services = With(("Api:AnswerTimeMax", time));

        var refusal = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IOptions<ApiOptions>>().Value);

        Assert.Contains("Api:AnswerTimeMax", refusal.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider With(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value)))
            .Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddOmniSageApi()
            .BuildServiceProvider();
    }
}
