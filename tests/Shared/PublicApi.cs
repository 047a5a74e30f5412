using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using NUnit.Framework;

namespace FrequencyML.Tests.Shared;

/// <summary>
/// Prints what an assembly shows to its users, one member a line, and compares it with a committed file. Linked into the test project
/// of each library.
/// </summary>
internal static class PublicApi
{
    private const string UpdateVariable = "FREQUENCYML_UPDATE_SNAPSHOTS";

    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<Type, string> Keywords = new[]
    {
        (typeof(void), "void"), (typeof(object), "object"), (typeof(string), "string"), (typeof(bool), "bool"), (typeof(char), "char"),
        (typeof(byte), "byte"), (typeof(sbyte), "sbyte"), (typeof(short), "short"), (typeof(ushort), "ushort"), (typeof(int), "int"),
        (typeof(uint), "uint"), (typeof(long), "long"), (typeof(ulong), "ulong"), (typeof(float), "float"), (typeof(double), "double"),
        (typeof(decimal), "decimal"),
    }.ToDictionary();

    /// <summary>
    /// Fails where the public members of <paramref name="assembly"/> are not those of <c>tests/&lt;assembly&gt;.Tests/PublicApi.txt</c>;
    /// rewrites the file instead where the environment variable FREQUENCYML_UPDATE_SNAPSHOTS is 1.
    /// </summary>
    public static void AssertUnchanged(Assembly assembly)
    {
        var path = Repository.PathOf("tests", $"{assembly.GetName().Name}.Tests", "PublicApi.txt");
        var actual = Describe(assembly);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(path, actual);
            Assert.Ignore($"{UpdateVariable} is 1: rewrote {Path.GetFileName(path)} instead of comparing.");
        }
        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        var added = actual.Split('\n').Except(expected.Split('\n'));
        var removed = expected.Split('\n').Except(actual.Split('\n'));
        Assert.That(actual, Is.EqualTo(expected),
            $"The public API changed; where that is meant, run the test with {UpdateVariable}=1 and commit PublicApi.txt.\n" +
            string.Concat(removed.Select(line => $"- {line}\n").Concat(added.Select(line => $"+ {line}\n"))));
    }

    /// <summary>The public and protected types and members of an assembly as text, in ordinal order; ends with a line feed.</summary>
    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(Header(type)).Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal)) text.Append("    ").Append(line).Append('\n');
        }
        return text.ToString();
    }

    private static string Header(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => (Has<IsReadOnlyAttribute>(type) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + "struct",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        Type[] bases = type.BaseType is { } parent && !type.IsValueType && parent != typeof(object) ? [parent] : [];
        if (type.IsEnum) bases = [Enum.GetUnderlyingType(type)];
        var names = bases.Concat(type.IsEnum ? [] : type.GetInterfaces().Where(contract => contract.IsPublic || contract.IsNestedPublic))
            .Select(contract => Name(contract));
        var list = string.Join(", ", type.IsEnum ? names : names.Take(bases.Length).Concat(names.Skip(bases.Length).Order(StringComparer.Ordinal)));
        return $"{kind} {type.Namespace}.{Name(type)}{(list.Length > 0 ? " : " + list : "")}{Constraints(type.GetGenericArguments())}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Name} = {field.GetRawConstantValue()}"));
        return type.GetFields(Declared).Where(IsVisible).Select(Describe)
            .Concat(type.GetConstructors(Declared).Where(IsVisible)
                .Select(constructor => $"{Access(constructor)}{Name(type)}({Parameters(constructor)})"))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(IsVisible)).Select(Describe))
            .Concat(type.GetEvents(Declared).Where(happening => IsVisible(happening.AddMethod!))
                .Select(happening => $"{Modifiers(happening.AddMethod!)}event {Name(happening.EventHandlerType!)} {happening.Name}"))
            .Concat(type.GetMethods(Declared).Where(method => IsVisible(method) && !IsAccessor(method)).Select(Describe));
    }

    private static string Describe(FieldInfo field)
    {
        var kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? " = " + Literal(field.GetRawConstantValue()) : "";
        return $"{(field.IsPublic ? "" : "protected ")}{kind}{Name(field.FieldType, new NullabilityInfoContext().Create(field))} {field.Name}{value}";
    }

    private static string Describe(PropertyInfo property)
    {
        var widest = property.GetAccessors(true).OrderByDescending(accessor => accessor.IsPublic).First();
        var indices = property.GetIndexParameters();
        var name = indices.Length == 0 ? property.Name : $"this[{string.Join(", ", indices.Select(Describe))}]";
        var accessors = property.GetAccessors(true).Where(IsVisible).Select(accessor =>
            (widest.IsPublic ? Access(accessor) : "") + (
                accessor.ReturnType != typeof(void) ? "get;" :
                accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;"));
        return $"{Modifiers(widest)}{(Has<RequiredMemberAttribute>(property) ? "required " : "")}" +
            $"{Name(property.PropertyType, new NullabilityInfoContext().Create(property))} {name} {{ {string.Join(' ', accessors)} }}";
    }

    private static string Describe(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";
        var returned = new NullabilityInfoContext().Create(method.ReturnParameter);
        return $"{Modifiers(method)}{Name(method.ReturnType, returned)} {method.Name}{generic}" +
            $"({(Has<ExtensionAttribute>(method) ? "this " : "")}{Parameters(method)}){Constraints(method.GetGenericArguments())}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Describe));

    private static string Describe(ParameterInfo parameter)
    {
        var passing = parameter.ParameterType.IsByRef ? parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref " : "";
        var many = Has<ParamArrayAttribute>(parameter) || Has<ParamCollectionAttribute>(parameter) ? "params " : "";
        var value = "";
        if (parameter.HasDefaultValue)
            value = " = " + (parameter.DefaultValue is { } given && parameter.ParameterType.IsEnum
                ? $"{Name(parameter.ParameterType)}.{Enum.ToObject(parameter.ParameterType, given)}"
                : parameter.DefaultValue is null && parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null
                    ? "default"
                    : Literal(parameter.DefaultValue));
        return $"{many}{passing}{Name(parameter.ParameterType, new NullabilityInfoContext().Create(parameter))} {parameter.Name}{value}";
    }

    private static string Modifiers(MethodInfo method) => Access(method) + method switch
    {
        { IsStatic: true } => method.IsAbstract ? "static abstract " : "static ",
        _ when method.DeclaringType!.IsInterface => "",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true } when method.GetBaseDefinition().DeclaringType != method.DeclaringType =>
            method.IsFinal ? "sealed override " : "override ",
        { IsVirtual: true, IsFinal: false } when !method.DeclaringType.IsSealed => "virtual ",
        _ => "",
    };

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static bool IsVisible(MethodBase method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static bool IsVisible(FieldInfo field) =>
        !field.IsSpecialName && field is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    /// <summary>Whether a method belongs to a property or event, or has a name that no source can call.</summary>
    private static bool IsAccessor(MethodInfo method) =>
        method.Name.Contains('<', StringComparison.Ordinal) || (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static bool Has<TAttribute>(ICustomAttributeProvider provider) where TAttribute : Attribute =>
        provider.IsDefined(typeof(TAttribute), false);

    private static string Name(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef) return Name(type.GetElementType()!, nullability);
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Name(underlying) + "?";
        var mark = !type.IsValueType && nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        if (type.IsPointer) return Name(type.GetElementType()!) + "*";
        if (Keywords.TryGetValue(type, out var keyword)) return keyword + mark;
        var own = type.Name.Split('`')[0];
        var name = type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{own}" : own;
        if (!type.IsGenericType) return name + mark;
        var arguments = type.GetGenericArguments();
        var inner = nullability is { } known && known.GenericTypeArguments.Length == arguments.Length ? known.GenericTypeArguments : null;
        return $"{name}<{string.Join(", ", arguments.Select((argument, index) => Name(argument, inner?[index])))}>{mark}";
    }

    private static string Constraints(Type[] arguments) => string.Concat(
        from argument in arguments
        where argument.IsGenericParameter
        let flags = argument.GenericParameterAttributes
        let isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)
        let words = new[]
        {
            flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? "class" : null,
            isStruct ? "struct" : null,
            flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct ? "new()" : null,
        }.OfType<string>().Concat(argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(type => Name(type)))
        where words.Any()
        select $" where {argument.Name} : {string.Join(", ", words)}");

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char character => $"'{character}'",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
