namespace OmniSage.Egress.Tests;

public sealed class EgressOptionsTests
{
    private static readonly EgressOptionsCheck Check = new();

    [Fact]
    public void Defaults_AreValid() => Assert.True(Check.Validate(null, new()).Succeeded);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("*")]
    [InlineData("http://a.test")]
    [InlineData("a.test/x")]
    [InlineData("u@a.test")]
    [InlineData("127.1")]
    [InlineData("a.test:0")]
    [InlineData("10.0.0.0/8")]
    public void Host_ThatIsNone_IsNamed(string host)
    {
        var result = Check.Validate(null, new() { PrivateHosts = ["good.test", "[fd00::5]:8080", "10.0.0.5", host] });
        Assert.Contains("Egress:PrivateHosts:3 ", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void Bounds_AreNamed()
    {
        var wrong = new EgressOptions
        {
            PrivateHosts = [.. Enumerable.Repeat("a.test", 1_001)],
            RedirectsMax = 21,
            HeaderBytesMax = 1_500,
            BodyBytesMax = 1,
            TimeMax = TimeSpan.Zero,
            ConnectTimeMax = TimeSpan.FromHours(1),
        };
        Assert.Equal(
            ["PrivateHosts", "RedirectsMax", "HeaderBytesMax", "BodyBytesMax", "TimeMax", "ConnectTimeMax"],
            Check.Validate(null, wrong).Failures!.Select(failure => failure.Split(':', ' ')[1]));
    }
}
