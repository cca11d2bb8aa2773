# keychain: the Tab key in fish.
function __keychain_complete
    set -l before (commandline -opc)
    set -l word (commandline -ct | string trim --left --chars '"\'' | string replace --all '\\' '')
    set -l lines ($before[1] __complete "=$word" $before[2..-1] 2>/dev/null)
    switch "$lines[1]"
        case ':files'
            __fish_complete_path "$word"
        case ':folders'
            __fish_complete_directories "$word"
        case '*'
            string join \n -- $lines
    end
end
complete -c keychain -f -a '(__keychain_complete)'
