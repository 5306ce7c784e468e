using OmniSage.Grains.Tools;
using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Grains.Memory;

/// <summary>How models write scopes and facts. Pure.</summary>
internal static class MemoryNames
{
    public static string Of(MemoryScopeKind kind) => kind.ToString().ToLowerInvariant();

    /// <exception cref="ToolFaultException">There is no such scope for a conversation.</exception>
    public static MemoryScopeKind? KindOf(string? text) => text switch
    {
        null => null,
        "user" => MemoryScopeKind.User,
        "workspace" => MemoryScopeKind.Workspace,
        "thread" => MemoryScopeKind.Thread,
        "agent" => MemoryScopeKind.Agent,
        _ => throw new ToolFaultException("scope is one of user, workspace, thread, agent."),
    };

    /// <exception cref="ToolFaultException">It is no id.</exception>
    public static Guid IdOf(string text) => Guid.TryParseExact(text, "N", out var id)
        ? id
        : throw new ToolFaultException("A fact's id has 32 hex digits, as memory_recall gives it.");
}
