using OmniSage.GrainInterfaces.Accounts;

namespace OmniSage.Grains.Tests.Accounts;

public sealed class AccountSecretTests
{
    private static readonly TenantId Tenant = new(Ids.Of(1));
    private static readonly AccountId Account = new(Ids.Of(2));

    [Fact]
    public void Secret_SaysWhoseItIs_AndIsNeverTheSame()
    {
        var made = AccountSecret.Make(Tenant, Account);

        var read = AccountSecret.Read(made.Text)!;

        Assert.Equal((Tenant, Account, made.Hash), (read.Tenant, read.Account, read.Hash));
        Assert.NotEqual(made.Text, AccountSecret.Make(Tenant, Account).Text);
        Assert.DoesNotContain(made.Text, made.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("short")]
    [InlineData("not base64 !")]
    public void Nonsense_IsNoSecret(string? text) => Assert.Null(AccountSecret.Read(text));

    [Fact]
    public void SecretThatIsCut_Lengthened_OrOfNoTenant_IsNone()
    {
        var text = AccountSecret.Make(Tenant, Account).Text;

        Assert.Null(AccountSecret.Read(text[..^4]));
        Assert.Null(AccountSecret.Read(text + "AAAA"));
        Assert.Null(AccountSecret.Read(" " + text));
        Assert.Null(AccountSecret.Read(AccountSecret.Make(TenantId.Install, Account).Text));
    }
}
