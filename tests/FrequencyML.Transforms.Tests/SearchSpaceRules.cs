using System.Reflection;
using Microsoft.ML.SearchSpace;

namespace FrequencyML.Transforms.Tests;

/// <summary>What AutoML's <c>SearchSpace&lt;T&gt;</c> asks of a class, and the values that its attributes span.</summary>
/// <remarks>
/// Written after dotnet/machinelearning: <c>GetOptionsFromProperty</c> and <c>CheckOptionType</c> in src/Microsoft.ML.SearchSpace/SearchSpace.cs
/// (commit e9bed56), the checks of Option/ChoiceOption.cs (5f612fc) and of the attributes in src/Microsoft.ML.Core/SearchSpace (ac6d130), and
/// <c>FromObject</c> and <c>AsType</c> in Parameter.cs (5fc5f31), which read and set a trial through public get and set accessors.
/// </remarks>
internal static class SearchSpaceRules
{
    private static readonly Type[] ChoiceTypes = [typeof(string), typeof(int), typeof(short), typeof(long), typeof(float), typeof(double), typeof(char)];

    /// <summary>What AutoML would stumble over, one sentence each; none for a class that it takes as it is.</summary>
    public static IEnumerable<string> Violations(Type type)
    {
        if (!type.IsClass || type.IsAbstract || !type.IsVisible) yield return $"{type.Name} is no public class";
        if (type.GetConstructor(Type.EmptyTypes) is null)
        {
            yield return $"{type.Name} has no public parameterless constructor";
            yield break;
        }
        var initial = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var attributes = Attributes(property);
            if (attributes.Length == 0) continue;
            if (attributes.Length > 1) yield return $"{property.Name} has {attributes.Length} attributes; expected one";
            if (property.GetMethod is not { IsPublic: true } || property.SetMethod is not { IsPublic: true }) yield return $"{property.Name} is not public to get and set";
            foreach (var violation in Violations(property, attributes[0])) yield return violation;
            var value = Json(property.GetValue(initial));
            if (DefaultValue(attributes[0]) is { } byDefault && !Json(byDefault).Equals(value))
                yield return $"{property.Name} is {value} at first, and {byDefault} in the default trial";
        }
    }

    /// <summary>All trials of a class whose properties have finite choices, the attributes' defaults first in each property.</summary>
    public static IEnumerable<T> Trials<T>() where T : class, new()
    {
        IEnumerable<(PropertyInfo Property, object Value)[]> trials = [[]];
        foreach (var property in typeof(T).GetProperties().Where(property => Attributes(property).Length > 0))
            trials = trials.SelectMany(trial => Candidates(property).Select(value => ((PropertyInfo, object)[])[.. trial, (property, value)]));
        foreach (var trial in trials)
        {
            var options = new T();
            foreach (var (property, value) in trial) property.SetValue(options, property.PropertyType.IsEnum ? Enum.Parse(property.PropertyType, (string)value) : value);
            yield return options;
        }
    }

    /// <summary>The candidates of a property's <c>[Choice]</c> or <c>[BooleanChoice]</c>, the default first.</summary>
    public static IEnumerable<object> Candidates(PropertyInfo property)
    {
        var attribute = Attributes(property).Single();
        object[] candidates = attribute is ChoiceAttribute choice ? choice.Candidates : [true, false];
        return candidates.OrderBy(candidate => !candidate.Equals(DefaultValue(attribute)));
    }

    private static Attribute[] Attributes(PropertyInfo property) =>
        [.. property.GetCustomAttributes(inherit: false).OfType<Attribute>().Where(attribute => attribute is ChoiceAttribute or RangeAttribute or BooleanChoiceAttribute or NestOptionAttribute)];

    private static object? DefaultValue(Attribute attribute) => attribute switch
    {
        ChoiceAttribute choice => choice.DefaultValue,
        BooleanChoiceAttribute choice => choice.DefaultValue,
        RangeAttribute range => range.Init,
        _ => null,
    };

    private static IEnumerable<string> Violations(PropertyInfo property, Attribute attribute)
    {
        var (name, type) = (property.Name, property.PropertyType);
        switch (attribute)
        {
            case BooleanChoiceAttribute when type != typeof(bool):
                yield return $"{name} is a boolean choice of type {type.Name}";
                break;
            case RangeAttribute { Min: float or double } when type == typeof(int) || type == typeof(short) || type == typeof(long):
                yield return $"{name} is a range of real numbers of type {type.Name}";
                break;
            case ChoiceAttribute choice:
                if (!type.IsEnum && !ChoiceTypes.Contains(type)) yield return $"{name} is a choice of type {type.Name}";
                if (choice.Candidates.Length is 0 or >= 1074) yield return $"{name} has {choice.Candidates.Length} candidates; expected 1 to 1073";
                if (choice.Candidates.Distinct().Count() != choice.Candidates.Length) yield return $"{name} has a candidate twice";
                // An enum is searched by name: a default value is looked up among the candidates as its name.
                var expected = type.IsEnum ? typeof(string) : type;
                if (choice.Candidates.Any(candidate => candidate.GetType() != expected)) yield return $"{name} has a candidate that is no {expected.Name}";
                if (type.IsEnum && choice.Candidates.Any(candidate => !Enum.IsDefined(type, candidate))) yield return $"{name} has a candidate that {type.Name} lacks";
                if (choice.DefaultValue is not { } value || !choice.Candidates.Contains(value)) yield return $"{name} has no default among its candidates";
                break;
        }
    }

    /// <summary>A value as a trial's JSON text has it: enums by name.</summary>
    private static object Json(object? value) => value is Enum ? value.ToString()! : value!;
}
