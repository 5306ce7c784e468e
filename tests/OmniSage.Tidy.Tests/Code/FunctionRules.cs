using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OmniSage.Tidy.Tests.Code;

/// <summary>How functions are written: short, and never silent about an error (STYLE D17).</summary>
internal static class FunctionRules
{
    public const int LinesMax = 60;

    public static IEnumerable<string> Length(IEnumerable<SourceFile> files) =>
        from file in files
        let root = file.Parse()
        from function in root.DescendantNodes().Select(Extent).Append(ProgramExtent(root)).OfType<(int, int)>()
        let lines = function.Item2 - function.Item1 + 1
        where lines > LinesMax
        select file.At(function.Item1, $"a function of {lines} lines; at most {LinesMax}");

    /// <summary>Empty catch blocks without type and filter, or type and comment, that say what and why.</summary>
    public static IEnumerable<string> SilentCatch(IEnumerable<SourceFile> files) =>
        from file in files
        from handler in file.Parse().DescendantNodes().OfType<CatchClauseSyntax>()
        where handler.Block.Statements.Count == 0 && !SaysWhy(handler)
        select file.At(handler.LineOf(), "a silent catch; name the exception and say why nothing is done, or rethrow");

    private static bool SaysWhy(CatchClauseSyntax handler) =>
        handler.Declaration is { Type: var type }
        && (handler.Filter is not null || (type.ToString() is not "Exception" && HasComment(handler.Block)));

    private static bool HasComment(BlockSyntax block) =>
        block.DescendantTrivia().Any(trivia => trivia.ToString().StartsWith("//", StringComparison.Ordinal));

    /// <summary>First and last line of a function, from its name's line on, without attributes and comments.</summary>
    private static (int First, int Last)? Extent(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => (method.Identifier.LineOf(), method.LastLine()),
        ConstructorDeclarationSyntax constructor => (constructor.Identifier.LineOf(), constructor.LastLine()),
        LocalFunctionStatementSyntax local => (local.Identifier.LineOf(), local.LastLine()),
        AccessorDeclarationSyntax accessor => (accessor.Keyword.LineOf(), accessor.LastLine()),
        OperatorDeclarationSyntax @operator => (@operator.OperatorKeyword.LineOf(), @operator.LastLine()),
        _ => null,
    };

    /// <summary>The statements of a program without a Main are one function.</summary>
    private static (int First, int Last)? ProgramExtent(SyntaxNode root)
    {
        var statements = root.ChildNodes().OfType<GlobalStatementSyntax>()
            .Where(statement => statement.Statement is not LocalFunctionStatementSyntax).ToList();
        return statements.Count == 0 ? null : (statements[0].LineOf(), statements[^1].LastLine());
    }
}
