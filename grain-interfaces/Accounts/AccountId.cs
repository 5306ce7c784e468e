namespace OmniSage.GrainInterfaces.Accounts;

/// <summary>Names an account of the installation; accounts belong to no tenant.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.account-id")]
public readonly record struct AccountId([property: Id(0)] Guid Value)
{
    public string ToGrainKey() => GrainKey.Format(TenantId.Install, Value);

    public static AccountId Parse(string key)
    {
        var (tenant, value) = GrainKey.Parse(key, "account");
        return tenant == TenantId.Install
            ? new(value)
            : throw new OmniSageException(ErrorCodes.InvalidKey, "An account belongs to the install, not to a tenant.");
    }

    public override string ToString() => ToGrainKey();
}
