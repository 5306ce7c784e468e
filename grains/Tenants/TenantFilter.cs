namespace OmniSage.Grains.Tenants;

/// <summary>
/// Holds every call of one of our grains against the tenant that its caller speaks for: a key of another tenant is
/// refused, whoever asks, and so is a caller that speaks for nobody.
/// </summary>
internal sealed class TenantFilter : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        // Orleans' own grains have no tenant, and reminders are called by the silo itself.
        if (context.Grain is Grain grain && grain.GetType().Assembly == typeof(TenantFilter).Assembly
            && context.InterfaceMethod.DeclaringType != typeof(IRemindable))
        {
            Check(TenantId.OfGrainKey(grain.GetPrimaryKeyString()));
        }

        return context.Invoke();
    }

    private static void Check(TenantId called)
    {
        if (CallerContext.Tenant != called)
        {
            throw new OmniSageException(
                ErrorCodes.WrongTenant, "The caller does not speak for the tenant of what it called.");
        }
    }
}
