using System.Globalization;
using System.Reflection;

namespace OmniSage.Tidy.Tests.Contracts;

/// <summary>
/// Every method, type and member of the wire as one line, so that a changed contract is a changed line in a diff.
/// The same for what is stored: the payloads of events with their properties.
/// </summary>
internal static class ContractList
{
    public const string PathInTree = "tests/OmniSage.Tidy.Tests/contracts.golden.txt";

    public static ImmutableArray<string> Lines(ContractAssembly contracts, IEnumerable<Type> payloads) =>
    [
        .. contracts.Interfaces.SelectMany(Interface),
        .. contracts.Types.SelectMany(type => type.IsEnum ? [Enum(type)] : Record("type", type)),
        .. payloads.Where(type => !contracts.Types.Contains(type))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => Record("event", type)),
    ];

    private static IEnumerable<string> Interface(Type type) => type.GetMethods()
        .OrderBy(method => method.Name, StringComparer.Ordinal)
        .Select(method =>
            $"  {Alias(method)}: {method.Name}({Parameters(method)}) {Name(method.ReturnType)}{Marks(method)}")
        .Prepend($"interface {Alias(type)}: {type.Name}");

    private static IEnumerable<string> Record(string kind, Type type) => ContractAssembly.Stored(type)
        .Select(member => $"  {Id(member)} {member.Name} {Name(ContractAssembly.TypeOf(member))}")
        .Prepend($"{kind} {Alias(type)}: {Name(type)}{Parent(type)}");

    private static string Enum(Type type) => $"enum {type.Name}: " + string.Join(
        ", ",
        System.Enum.GetNames(type).Select(name =>
            $"{name}={Convert.ToInt64(System.Enum.Parse(type, name), CultureInfo.InvariantCulture)}"));

    private static string Parent(Type type) =>
        type.BaseType is { } parent && parent.Assembly == type.Assembly ? " of " + parent.Name : "";

    private static object Id(MemberInfo member) => ContractAssembly.Argument(member, "Id") ?? "-";

    private static object Alias(MemberInfo member) => ContractAssembly.Argument(member, "Alias") ?? "-";

    private static string Parameters(MethodInfo method) =>
        string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)));

    private static string Marks(MethodInfo method) => string.Concat(
        new[] { "ReadOnly", "OneWay", "AlwaysInterleave" }
            .Where(mark => ContractAssembly.Has(method, mark))
            .Select(mark => $" [{mark}]"));

    private static string Name(Type type) => !type.IsGenericType
        ? type.Name
        : $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
}
