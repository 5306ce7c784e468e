using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OmniSage.Tidy.Tests.Code;

/// <summary>C# as its parser sees it, so that text in strings and comments is not taken for code.</summary>
internal static class SyntaxTrees
{
    private static readonly CSharpParseOptions Options =
        new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Regular);

    public static SyntaxNode Parse(this SourceFile file) =>
        CSharpSyntaxTree.ParseText(file.Text, Options, cancellationToken: CancellationToken.None).GetRoot();

    /// <summary>The first line of what is at this position, counted from one.</summary>
    public static int LineOf(this SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    public static int LineOf(this SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    public static int LastLine(this SyntaxNode node) => node.GetLocation().GetLineSpan().EndLinePosition.Line + 1;
}
