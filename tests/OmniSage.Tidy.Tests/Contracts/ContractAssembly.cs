using System.Reflection;

namespace OmniSage.Tidy.Tests.Contracts;

/// <summary>
/// What of an assembly goes over the wire: its grain and observer interfaces, every type of its own that their methods
/// take or return, and every type that says <c>[GenerateSerializer]</c>. Attributes are known by name, because they
/// come from orleans-local or from Orleans.
/// </summary>
internal sealed class ContractAssembly
{
    private readonly Assembly assembly;
    private readonly SortedDictionary<string, Type> types = new(StringComparer.Ordinal);

    /// <param name="candidates">The types looked at: all of an assembly, or those that a test planted.</param>
    public ContractAssembly(IReadOnlyCollection<Type> candidates)
    {
        assembly = candidates.First().Assembly;
        Interfaces =
        [
            .. candidates.Where(type => type.IsInterface && type.GetInterfaces().Any(one => one.Name == "IAddressable"))
                .OrderBy(type => type.FullName, StringComparer.Ordinal),
        ];
        foreach (var method in Interfaces.SelectMany(type => type.GetMethods()))
        {
            foreach (var type in method.GetParameters().Select(one => one.ParameterType).Append(method.ReturnType))
            {
                Add(type, candidates);
            }
        }

        foreach (var type in candidates.Where(type => Has(type, "GenerateSerializer"))) Add(type, candidates);
    }

    public ImmutableArray<Type> Interfaces { get; }

    /// <summary>Records, classes, structs and enums, in the order of their names.</summary>
    public IReadOnlyCollection<Type> Types => types.Values;

    public bool IsOurs(Type type) => type.Assembly == assembly;

    public static bool Has(MemberInfo member, string attribute) =>
        member.CustomAttributes.Any(one => one.AttributeType.Name == attribute + "Attribute");

    /// <summary>The first argument of an attribute, such as an alias; null without the attribute.</summary>
    public static object? Argument(MemberInfo member, string attribute) =>
        member.CustomAttributes.FirstOrDefault(one => one.AttributeType.Name == attribute + "Attribute")
            ?.ConstructorArguments[0].Value;

    /// <summary>The values that a type stores of its own: properties that have a field, and fields.</summary>
    public static IEnumerable<MemberInfo> Stored(Type type)
    {
        const BindingFlags Own =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var field in type.GetFields(Own))
        {
            // The compiler names the field behind a property <Name>k__BackingField.
            var end = field.Name.IndexOf('>', StringComparison.Ordinal);
            var property = end > 0 ? type.GetProperty(field.Name[1..end], Own) : null;
            yield return property is null ? field : property;
        }
    }

    /// <summary>The types that a type is made of: arguments of generics and elements of arrays, at any depth.</summary>
    public static IEnumerable<Type> Parts(Type type) =>
        type.IsArray ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    private void Add(Type whole, IReadOnlyCollection<Type> candidates)
    {
        foreach (var type in Parts(whole))
        {
            if (!IsOurs(type) || type.IsInterface || type.IsGenericParameter) continue;
            if (!types.TryAdd(type.FullName!, type)) continue;
            foreach (var member in type.IsEnum ? [] : Stored(type)) Add(TypeOf(member), candidates);
            foreach (var derived in candidates.Where(one => one.BaseType == type)) Add(derived, candidates);
        }
    }

    public static Type TypeOf(MemberInfo member) => member switch
    {
        PropertyInfo property => property.PropertyType,
        FieldInfo field => field.FieldType,
        _ => throw new ArgumentException($"{member} stores nothing.", nameof(member)),
    };
}
