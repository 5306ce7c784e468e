using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OmniSage.Api.Access;
using OmniSage.Api.Agents;
using OmniSage.Api.Approvals;
using OmniSage.Api.Artifacts;
using OmniSage.Api.Bodies;
using OmniSage.Api.Budgets;
using OmniSage.Api.Events;
using OmniSage.Api.Files;
using OmniSage.Api.Health;
using OmniSage.Api.Memory;
using OmniSage.Api.Messages;
using OmniSage.Api.Models;
using OmniSage.Api.OpenApi;
using OmniSage.Api.Policy;
using OmniSage.Api.Questions;
using OmniSage.Api.Runs;
using OmniSage.Api.Sessions;
using OmniSage.Api.Secrets;
using OmniSage.Api.Settings;
using OmniSage.Api.Threads;
using OmniSage.Api.Web;
using OmniSage.GrainInterfaces.Keys;

namespace OmniSage.Api;

/// <summary>
/// The HTTP API. Its host brings an <c>IClusterClient</c>, <see cref="IHistory"/>, <see cref="IDirectory"/>,
/// <c>IFacts</c>, <c>IArtifacts</c>, <c>IModels</c>, <c>IUsage</c> and <c>IBudgets</c>, and tags those of its health
/// checks that have to pass before it counts as ready with <c>ready</c>.
/// </summary>
public static class OmniSageApi
{
    private const string EitherScheme = "either";

    public static IServiceCollection AddOmniSageApi(this IServiceCollection services)
    {
        services.AddOptions<ApiOptions>()
            .BindConfiguration(ApiOptions.Section)
            .Validate(
                options => options.Heartbeat.TotalSeconds is >= 1 and <= 30,
                "Api:Heartbeat must be 00:00:01 to 00:00:30, such as 00:00:15.")
            .Validate(
                options => options.FileBytesMax is >= ApiOptions.FileBytesLeast and <= ApiOptions.FileBytesMost,
                $"Api:FileBytesMax must be {ApiOptions.FileBytesLeast} to {ApiOptions.FileBytesMost},"
                + " such as 33554432.")
            .Validate(
                options => options.SessionTimeMax.TotalHours is >= 1 and <= 24 * 90,
                "Api:SessionTimeMax must be 01:00:00 to 90.00:00:00, such as 14.00:00:00.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GuidSource>();
        services.TryAddSingleton<IGrainFactory>(provider => provider.GetRequiredService<IClusterClient>());
        services.AddSingleton<EventFeed>();
        services.AddSingleton<EventStream>();
        services.AddSingleton<ThreadFinder>();
        services.AddSingleton<AgentFinder>();
        services.AddSingleton<MemoryScopes>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<WebFiles>();
        services.AddTransient<IStartupFilter, BoundaryFilter>();
        services.ConfigureHttpJsonOptions(options =>
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        services.AddHealthChecks();
        services.AddApiDescription();
        AddAccess(services);
        return services;
    }

    public static IEndpointRouteBuilder MapOmniSageApi(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<EventFeed>() is null)
            throw new InvalidOperationException("MapOmniSageApi needs AddOmniSageApi on the services first.");
        app.MapWeb();
        app.MapHealth();
        app.MapOpenApi().RequireAuthorization(Policies.Read);
        var api = app.MapGroup("/api/v1");
        api.MapCaller();
        api.MapSessions();
        api.MapTenantSettings();
        var workspace = api.MapGroup("/workspaces/{workspace}").AddEndpointFilter<RouteGroupBuilder, WorkspaceFilter>()
            .AddEndpointFilter<RouteGroupBuilder, LimitFilter>();
        workspace.MapThreads();
        workspace.MapMessages();
        workspace.MapQuestions();
        workspace.MapRuns();
        workspace.MapMemory();
        workspace.MapEvents();
        workspace.MapPolicy();
        workspace.MapPolicyTest();
        workspace.MapGrants();
        workspace.MapApprovals();
        workspace.MapArtifacts();
        workspace.MapFiles();
        workspace.MapModels();
        workspace.MapSecrets();
        workspace.MapBudgets();
        workspace.MapAgents();
        workspace.MapSettings();
        return app;
    }

    /// <summary>Whatever names no policy, addresses that do not exist too, needs a caller all the same.</summary>
    private static void AddAccess(IServiceCollection services)
    {
        // A key that is shown counts, whatever cookie comes with it.
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, either => either.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count == 0 && SessionCookie.Read(context.Request) is not null
                    ? SessionAuthentication.SchemeName
                    : KeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        var caller = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(caller)
            .AddPolicy(Policies.Read, caller)
            .AddPolicy(Policies.Key, policy => policy.RequireAuthenticatedUser().RequireAssertion(
                call => call.User.Identity?.AuthenticationType is KeyAuthentication.SchemeName))
            .AddPolicy(Policies.Work, policy => policy.RequireRole(
                nameof(TenantRole.Member), nameof(TenantRole.Admin), nameof(TenantRole.Owner)))
            .AddPolicy(Policies.Manage, policy => policy.RequireRole(
                nameof(TenantRole.Admin), nameof(TenantRole.Owner)));
    }
}
