namespace OmniSage.GrainInterfaces.Accounts;

/// <summary>One person's account. Keyed by <see cref="AccountId"/>. It is opened once, whoever tries.</summary>
[Alias("omnisage.account"), GrainInterfaceType("account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Opens the account. Opening it again changes nothing.</summary>
    [Alias("open")]
    Task OpenAsync(string name, bool isOperator);
}
