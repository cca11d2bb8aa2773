# keychain: the Tab key in bash.
_keychain() {
    local word="${COMP_WORDS[COMP_CWORD]}" quote="" value about each
    local -a before=()
    case "$word" in
        [\"\']*) quote="${word:0:1}"; word="${word:1}" ;;
        =) word="" ;;
        *) word="${word//\\/}" ;;
    esac
    for each in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        each="${each//[\"\'\\]/}"
        before+=("$each")
    done
    COMPREPLY=()
    while IFS=$'\t' read -r value about; do
        value="${value%$'\r'}"
        case "$value" in
            :files) compopt -o default 2>/dev/null; return ;;
            :folders) compopt -o dirnames 2>/dev/null; return ;;
            "") continue ;;
        esac
        [ -n "$quote" ] || printf -v value %q "$value"
        COMPREPLY+=("$value")
    done < <("${1/#\~/$HOME}" __complete "=$word" "${before[@]}" 2>/dev/null)
}
complete -F _keychain keychain
