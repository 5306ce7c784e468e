using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace OmniSage.Tidy.Tests.Contracts;

/// <summary>
/// What Orleans' analyzers would say, and more (DESIGN 2): names that survive a renaming, ids that survive a
/// reordering, and values that nobody can change, because orleans-local passes them by reference.
/// </summary>
internal static class ContractRules
{
    /// <summary>Types of others that cannot change once made.</summary>
    private static readonly FrozenSet<Type> Immutable = new HashSet<Type>
    {
        typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal), typeof(char), typeof(string), typeof(Guid),
        typeof(DateTimeOffset),
        typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Uri), typeof(Nullable<>), typeof(ImmutableArray<>),
        typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>),
        typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>),
    }.ToFrozenSet();

    /// <summary>Types that could change and are allowed all the same, with the reason.</summary>
    private static readonly FrozenDictionary<Type, string> Excepted = new Dictionary<Type, string>
    {
        [typeof(ReadOnlyMemory<>)] = "exact bytes of the log without a copy; who makes one gives its array away",
    }.ToFrozenDictionary();

    /// <summary>What a method may take or return besides.</summary>
    private static readonly FrozenSet<Type> OnlyInMethods = new HashSet<Type>
    {
        typeof(void), typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(CancellationToken),
        typeof(IAsyncEnumerable<>),
    }.ToFrozenSet();

    public static IEnumerable<string> Interfaces(ContractAssembly contracts)
    {
        foreach (var type in contracts.Interfaces)
        {
            if (!ContractAssembly.Has(type, "Alias")) yield return $"{type.Name}: needs [Alias]";
            foreach (var method in type.GetMethods())
            {
                if (!ContractAssembly.Has(method, "Alias")) yield return $"{type.Name}.{method.Name}: needs [Alias]";
                var used = method.GetParameters().Select(one => one.ParameterType).Append(method.ReturnType);
                foreach (var part in used.SelectMany(MutableParts).Where(part => !OnlyInMethods.Contains(part)))
                {
                    if (!IsGrain(part) && !contracts.IsOurs(part))
                    {
                        yield return $"{type.Name}.{method.Name}: {part.Name} can change; use an immutable type";
                    }
                }
            }
        }
    }

    public static IEnumerable<string> Types(ContractAssembly contracts)
    {
        foreach (var type in contracts.Types.Where(type => !type.IsEnum))
        {
            foreach (var attribute in new[] { "GenerateSerializer", "Alias" })
            {
                if (!ContractAssembly.Has(type, attribute)) yield return $"{type.Name}: needs [{attribute}]";
            }

            var stored = ContractAssembly.Stored(type).ToList();
            foreach (var finding in stored.SelectMany(member => Member(contracts, type, member))) yield return finding;

            var ids = stored.Select(member => ContractAssembly.Argument(member, "Id")).OfType<uint>();
            if (ids.CountBy(id => id).Any(id => id.Value > 1)) yield return $"{type.Name}: an [Id] is given twice";
        }
    }

    /// <summary>An alias is a name on the wire: no two types, and no two methods of one interface, share one.</summary>
    public static IEnumerable<string> Aliases(ContractAssembly contracts)
    {
        var types = contracts.Types.Concat(contracts.Interfaces).Cast<MemberInfo>();
        return contracts.Interfaces.Select(type => type.GetMethods().Cast<MemberInfo>()).Append(types)
            .SelectMany(group => group.GroupBy(member => ContractAssembly.Argument(member, "Alias")))
            .Where(group => group.Key is not null && group.Count() > 1)
            .Select(group => $"{string.Join(" and ", group.Select(one => one.Name))} share the alias {group.Key}");
    }

    private static IEnumerable<string> Member(ContractAssembly contracts, Type type, MemberInfo member)
    {
        var name = $"{type.Name}.{member.Name}";
        if (!IsReadOnly(member)) yield return $"{name}: can be set; use init";
        if (!ContractAssembly.Has(member, "Id") && !IsPositional(type, member)) yield return $"{name}: needs [Id]";
        foreach (var part in MutableParts(ContractAssembly.TypeOf(member)).Where(part => !contracts.IsOurs(part)))
        {
            yield return $"{name}: {part.Name} can change; use an immutable type";
        }
    }

    private static IEnumerable<Type> MutableParts(Type type) =>
        type.IsArray
            ? [type]
            : ContractAssembly.Parts(type).Where(part =>
                !part.IsEnum && !part.IsGenericParameter && !Immutable.Contains(part) && !Excepted.ContainsKey(part));

    private static bool IsGrain(Type type) => type.GetInterfaces().Any(one => one.Name == "IAddressable");

    private static bool IsReadOnly(MemberInfo member) => member switch
    {
        FieldInfo field => field.IsInitOnly,
        PropertyInfo { SetMethod: { } setter } =>
            setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)),
        _ => true,
    };

    /// <summary>A parameter of a record's primary constructor has its place for an id.</summary>
    private static bool IsPositional(Type type, MemberInfo member) =>
        member is PropertyInfo property
        && type.GetConstructors().Any(constructor => constructor.GetParameters()
            .Any(parameter => parameter.Name == member.Name && parameter.ParameterType == property.PropertyType));
}
