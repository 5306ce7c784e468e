using Npgsql;
using OmniSage.Storage.Leases;
using OmniSage.Storage.Postgres;

namespace OmniSage.Storage.Tests.Postgres;

public sealed class PostgresRefusalTests
{
    [Theory]
    [InlineData(PostgresErrorCodes.DeadlockDetected, ErrorCodes.StorageUnavailable, true)]
    [InlineData(PostgresErrorCodes.SerializationFailure, ErrorCodes.StorageUnavailable, true)]
    [InlineData(PostgresErrorCodes.CheckViolation, ErrorCodes.InvalidArgument, false)]
    public void Refusal_MayBeTriedAgain_OnlyWhereTheUnitIsNotToBlame(string state, string code, bool retryable)
    {
        var tenant = new TenantId(Guid.NewGuid());
        var unit = new UnitOfWork(tenant).Change(LeaseRows.Drop(new(tenant, Guid.NewGuid())));

        var refusal = PostgresWriter.RefusalOf(unit, new("refused", "ERROR", "ERROR", state));

        Assert.Equal((code, retryable), (refusal.Code, refusal.Retryable));
    }
}
