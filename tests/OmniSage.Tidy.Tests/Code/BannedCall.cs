using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OmniSage.Tidy.Tests.Code;

/// <summary>A call that is refused in some folders, with what to use there instead.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="Instead">What to use.</param>
/// <param name="Matches">Whether a piece of syntax is that call.</param>
/// <param name="In">Folders in which it is refused; none means everywhere.</param>
/// <param name="NotIn">Folders or files where it is allowed after all, each with its reason.</param>
internal sealed record BannedCall(
    string Name,
    string Instead,
    Func<SyntaxNode, bool> Matches,
    ImmutableArray<string> In,
    ImmutableDictionary<string, string> NotIn)
{
    public bool AppliesTo(SourceFile file) =>
        (In.IsEmpty || In.Any(folder => file.IsIn(folder)))
        && !NotIn.Keys.Any(path => file.Path == path || file.IsIn(path));

    /// <summary><c>Type.Member</c>, however many namespaces stand before it.</summary>
    public static Func<SyntaxNode, bool> Member(string type, params string[] members) => node =>
        node is MemberAccessExpressionSyntax access
        && members.Contains(access.Name.Identifier.Text)
        && LastName(access.Expression) == type;

    /// <summary>Any member of the type, or the type made with <c>new</c>.</summary>
    public static Func<SyntaxNode, bool> Any(string type) => node => node switch
    {
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } => name.Identifier.Text == type,
        ObjectCreationExpressionSyntax made => LastName(made.Type) == type,
        _ => false,
    };

    /// <summary>Made with <c>new</c>, with so many arguments.</summary>
    public static Func<SyntaxNode, bool> New(string type, int arguments) => node =>
        node is ObjectCreationExpressionSyntax made
        && LastName(made.Type) == type
        && made.ArgumentList?.Arguments.Count == arguments;

    /// <summary>A method of whatever object.</summary>
    public static Func<SyntaxNode, bool> Method(string name) => node =>
        node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
        && access.Name.Identifier.Text == name;

    /// <summary>The method with so many arguments, whatever it is called on.</summary>
    public static Func<SyntaxNode, bool> Method(string name, int arguments) => node =>
        Method(name)(node) && ((InvocationExpressionSyntax)node).ArgumentList.Arguments.Count == arguments;

    /// <summary>A <c>Task.Delay</c> that no clock can move: its second argument has no clock's name.</summary>
    public static bool BareDelay(SyntaxNode node) =>
        node is InvocationExpressionSyntax call
        && Member("Task", "Delay")(call.Expression)
        && !(call.ArgumentList.Arguments is [_, var clock, ..]
            && IsClock(LastName(clock.Expression), clock.ToString()));

    /// <summary>
    /// Waiting for a task with the thread: <c>.Result</c> or <c>.Wait()</c> of what is named like one, or
    /// <c>GetAwaiter().GetResult()</c> of anything. Types are not known here, so other names go unseen.
    /// </summary>
    public static bool Blocking(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call =>
            access.Name.Identifier.Text switch
            {
                "Wait" => call.ArgumentList.Arguments.Count == 0 && IsTask(access.Expression),
                "GetResult" => access.Expression.ToString().EndsWith("GetAwaiter()", StringComparison.Ordinal),
                _ => false,
            },
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text == "Result" && IsTask(access.Expression),
        _ => false,
    };

    private static bool IsTask(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax call
            ? LastName(call.Expression).EndsWith("Async", StringComparison.Ordinal)
            : LastName(expression).EndsWith("Task", StringComparison.Ordinal);

    private static bool IsClock(string name, string whole) =>
        whole == "TimeProvider.System"
        || name is "time" or "clock" or "_time"
        || name.EndsWith("Time", StringComparison.Ordinal)
        || name.EndsWith("Clock", StringComparison.Ordinal)
        || name.EndsWith("timeProvider", StringComparison.OrdinalIgnoreCase);

    private static string LastName(SyntaxNode expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        QualifiedNameSyntax name => name.Right.Identifier.Text,
        SimpleNameSyntax name => name.Identifier.Text,
        _ => "",
    };
}
