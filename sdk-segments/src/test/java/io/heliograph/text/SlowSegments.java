package io.heliograph.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A simple reference implementation of counting segments, from the code charts as TS 23.038 prints them. */
record SlowSegments(String encoding, List<Integer> unitsPerPart, List<String> texts) {
    private static final String CHART = """
            @ Δ SP 0 ¡ P ¿ p
            £ _ ! 1 A Q a q
            $ Φ " 2 B R b r
            ¥ Γ # 3 C S c s
            è Λ ¤ 4 D T d t
            é Ω % 5 E U e u
            ù Π & 6 F V f v
            ì Ψ ' 7 G W g w
            ò Σ ( 8 H X h x
            Ç Θ ) 9 I Y i y
            LF Ξ * : J Z j z
            Ø ESC + ; K Ä k ä
            ø Æ , < L Ö l ö
            CR æ - = M Ñ m ñ
            Å ß . > N Ü n ü
            å É / ? O § o à""";

    static final Set<String> DEFAULT = List.of(CHART.split("\\s+", -1)).stream()
            .filter(cell -> !cell.equals("ESC"))
            .map(cell -> cell.equals("SP") ? " " : cell.equals("LF") ? "\n" : cell.equals("CR") ? "\r" : cell)
            .collect(Collectors.toUnmodifiableSet());

    static final Set<String> EXTENSION = Set.of("\f", "^", "{", "}", "\\", "[", "~", "]", "|", "€");

    static SlowSegments of(String text) {
        List<String> characters =
                text.codePoints().mapToObj(Character::toString).toList();
        boolean gsm = characters.stream().allMatch(c -> DEFAULT.contains(c) || EXTENSION.contains(c));
        List<Integer> units = characters.stream()
                .map(c -> gsm ? (DEFAULT.contains(c) ? 1 : 2) : c.length())
                .toList();
        int all = units.stream().mapToInt(Integer::intValue).sum();
        boolean one = all <= (gsm ? 160 : 70);
        int most = one ? all : gsm ? 153 : 67;
        List<Integer> perPart = new ArrayList<>(List.of(0));
        List<StringBuilder> texts = new ArrayList<>(List.of(new StringBuilder()));
        for (int i = 0; i < characters.size(); i++) {
            int last = perPart.size() - 1;
            if (perPart.get(last) + units.get(i) > most) {
                perPart.add(units.get(i));
                texts.add(new StringBuilder(characters.get(i)));
            } else {
                perPart.set(last, perPart.get(last) + units.get(i));
                texts.get(last).append(characters.get(i));
            }
        }
        return new SlowSegments(
                gsm ? "GSM-7" : "UCS-2",
                perPart,
                texts.stream().map(StringBuilder::toString).toList());
    }
}
