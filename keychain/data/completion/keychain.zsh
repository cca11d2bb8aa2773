# keychain: the Tab key in zsh.
_keychain() {
    local line value about
    local -a before values shown
    before=("${(@Q)words[2,CURRENT-1]}")
    for line in "${(@f)$("${(Q)words[1]}" __complete "=${(Q)PREFIX}" "${before[@]}" 2>/dev/null)}"; do
        value="${line%%$'\t'*}"
        about="${line#*$'\t'}"
        case "$value" in
            (:files) compset -P '--*='; _files; return ;;
            (:folders) compset -P '--*='; _files -/; return ;;
            ("") continue ;;
        esac
        values+=("$value")
        [[ "$about" == "$line" || -z "$about" ]] && shown+=("$value") || shown+=("$value  -- $about")
    done
    # The program matches without diacritics too; zsh by itself does not, hence -U.
    compadd -l -d shown -a values || compadd -U -l -d shown -a values
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
compdef _keychain keychain
