using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OmniSage.OrleansLocal;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>Bounds of reminders.</summary>
public sealed class ReminderOptions
{
    /// <summary>The shortest period a reminder may have.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the table is read again, for what others changed in it.</summary>
    public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);
}

public static class SiloBuilderReminderExtensions
{
    /// <summary>Runs reminders from the <see cref="IReminderTable"/> in the services.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder)
    {
        if (builder.Services.Any(static service => service.ServiceType == typeof(ReminderClock)))
            return builder;
        builder.Services.AddSingleton<ReminderClock>();
        builder.Services.AddSingleton<IReminderRegistry, ReminderRegistry>();
        builder.Services.AddSingleton<IHostedService>(static services => services.GetRequiredService<ReminderClock>());
        return builder;
    }
}
